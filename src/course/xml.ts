// What the site's XML files share (Atom feed, EPUB): escaped text, and ids that stay the same from build to build.
import { createHash } from 'node:crypto';

/** Replaces characters that XML cannot hold. */
export function validXmlText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

/** Text for element content and attribute values; characters that XML cannot hold are replaced. */
export function escapeXml(text: string): string {
  return validXmlText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A `urn:uuid:` derived from the name alone. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/s, '$1-$2-5$3-8$4-$5')}`;
}
