// What kind of picture a file is, by its bytes: an ending is only a name. Not here: reading SVG (svg-rewrite.ts).

export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'svg';

/** Endings of each kind in lower case; published files have the first, or one of the others where the author wrote it. */
export const ENDINGS: Readonly<Record<PictureKind, readonly string[]>> = {
  png: ['.png'],
  jpeg: ['.jpg', '.jpeg'],
  gif: ['.gif'],
  webp: ['.webp'],
  avif: ['.avif'],
  svg: ['.svg'],
};

/** The kind as people write it. */
export const KIND_NAMES: Readonly<Record<PictureKind, string>> = {
  png: 'PNG',
  jpeg: 'JPEG',
  gif: 'GIF',
  webp: 'WebP',
  avif: 'AVIF',
  svg: 'SVG',
};

/** Undefined for what browsers show as no picture. SVG is what begins like XML; whether it is SVG shows when it is read. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(start)) return 'gif';
  if (/^RIFF[^]{4}WEBP/.test(start)) return 'webp';
  // The boxes of ISO 14496-12: the file's brand, or one that it is compatible with, says AVIF.
  if (/^[^]{4}ftyp(?:avi[fs]|[^]{4}[^]{4}(?:[^]{4})*?avi[fs])/.test(start)) return 'avif';
  return beginsLikeXml(bytes) ? 'svg' : undefined;
}

function beginsLikeXml(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const text = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*</.test(text);
}
