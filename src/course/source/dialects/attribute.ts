// The value of an attribute as a tag, a shortcode or a fence has it. Not here: what it means.

/** `name="value"`, `name='value'`, `name={"value"}` or `name=value`. */
export function attribute(text: string, name: string): string {
  const pattern = new RegExp(`(?:^|[\\s{,])${name}\\s*=\\s*\\{?(?:"([^"]*)"|'([^']*)'|([^\\s"'{}>]+))`);
  const [, double, single, bare] = pattern.exec(text) ?? [];
  return double ?? single ?? bare ?? '';
}
