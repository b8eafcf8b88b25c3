// Text and attributes as HTML, and own HTML as a node of the tree.
// Not here: HTML by authors (sanitize.ts).
import type { Nodes } from 'hast';

/** Text that is safe between tags and in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;
}

/** ` name="value"` for each attribute; `true` gives the bare name, `false` and undefined nothing. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  let html = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue;
    html += value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  }
  return html;
}

/** HTML that Lectern wrote: printed as it is, never parsed, so that no rule for authors' HTML has to let it through. */
export interface TrustedHtml {
  type: 'raw';
  value: string;
  data: { own: true };
}

export function trustedHtml(html: string): TrustedHtml {
  return { type: 'raw', value: html, data: { own: true } };
}

/** Authors' text cannot set `data`, so it cannot pose as ours. */
export function isTrustedHtml(node: Nodes): node is Nodes & TrustedHtml {
  return node.type === 'raw' && (node.data as { own?: boolean } | undefined)?.own === true;
}
