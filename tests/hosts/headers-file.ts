// The file `_headers` as Netlify and Cloudflare Pages read it: paths, each with indented headers; `*` is any run of
// letters; every rule that fits adds its headers. Not here: any host.
export interface HeaderRule {
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** Throws at the first line that is neither a path nor a header of one. */
export function parseHeadersFile(text: string): HeaderRule[] {
  const rules: { path: string; headers: Map<string, string> }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [, name, value] = /^\s+([\w-]+):\s*(\S.*)$/.exec(line) ?? [];
    const rule = rules.at(-1);
    if (/^\/\S*$/.test(line)) rules.push({ path: line, headers: new Map() });
    else if (name !== undefined && value !== undefined && rule) rule.headers.set(name.toLowerCase(), value);
    else throw new Error(`_headers:${index + 1} is neither a path nor a header: ${line}`);
  }
  return rules;
}

/** Headers that the rules give an address; a header of several rules is joined, as the hosts do. */
export function headersFor(rules: readonly HeaderRule[], address: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const { path, headers } of rules) {
    const pattern = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    if (!new RegExp(`^${pattern.join('.*')}$`).test(address)) continue;
    for (const [name, value] of headers) all.set(name, [all.get(name), value].filter(Boolean).join(', '));
  }
  return all;
}
