// Whether a picture is dark lines on a transparent ground, which a dark page would swallow: it gets a light ground there.
// Not here: reading a picture's size, and whether it is safe (pictures.ts, svg-rewrite.ts).
import { inflateSync } from 'node:zlib';

/** Larger pictures are photographs. */
const MOST_PIXELS = 4_000_000;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Of the pixels at least so many must be transparent, and those that are not at most so bright on average. */
const TRANSPARENT_SHARE = 0.1;
const DARK = 110;

export function needsLightGround(name: string, bytes: Buffer): boolean {
  if (/\.png$/i.test(name)) return isDarkPng(bytes);
  return /\.svg$/i.test(name) && isDarkSvg(bytes.toString('utf8', 0, 200_000));
}

/** Drawing programs leave the ground out and draw in black; a drawing that knows of themes helps itself. */
function isDarkSvg(svg: string): boolean {
  if (/prefers-color-scheme|currentColor/i.test(svg)) return false;
  if (/<rect\b[^<>]*\bwidth="100%"|\bbackground(?:-color)?\s*[:=]\s*(?:["']\s*)?(?:#|white|rgb)/i.test(svg))
    return false;
  const dark = svg.match(
    /(?:fill|stroke)\s*[:=]\s*(?:["']\s*)?(?:#(?:[0-3]{3}|[0-3][0-9a-f][0-3][0-9a-f][0-3][0-9a-f])\b|black\b|rgb\(0,\s*0,\s*0\))/gi,
  );
  const hasPlainText = /<text\b(?![^<>]*\bfill)/i.test(svg);
  return dark !== null || hasPlainText;
}

function isDarkPng(bytes: Buffer): boolean {
  try {
    return averageOf(bytes);
  } catch {
    return false;
  }
}

function averageOf(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return false;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth = 0, kind = 0, , , interlaced = 0] = bytes.subarray(24, 29);
  const channels = kind === 6 ? 4 : kind === 4 ? 2 : kind === 3 ? 1 : 0;
  if (channels === 0 || depth !== 8 || interlaced !== 0 || width * height > MOST_PIXELS) return false;
  const chunks: Buffer[] = [];
  let palette: Buffer = Buffer.alloc(0);
  let alpha: Buffer = Buffer.alloc(0);
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') chunks.push(data);
    else if (name === 'PLTE') palette = Buffer.from(data);
    else if (name === 'tRNS') alpha = Buffer.from(data);
    at += length + 12;
  }
  if (kind === 3 && alpha.length === 0) return false;
  const row = width * channels;
  const raw = inflateSync(Buffer.concat(chunks), { maxOutputLength: (row + 1) * height + 1024 });
  let before: Buffer = Buffer.alloc(row);
  let transparent = 0;
  let seen = 0;
  let brightness = 0;
  for (let y = 0; y < height; y++) {
    const line = unfilter(raw.subarray(y * (row + 1), (y + 1) * (row + 1)), before, channels);
    before = line;
    for (let at = 0; at < row; at += channels) {
      const index = line[at] ?? 0;
      const opacity = kind === 3 ? (alpha[index] ?? 255) : (line[at + channels - 1] ?? 255);
      if (opacity < 128) {
        transparent += 1;
        continue;
      }
      seen += 1;
      const [red = 0, green = 0, blue = 0] =
        kind === 3
          ? palette.subarray(index * 3, index * 3 + 3)
          : kind === 6
            ? line.subarray(at, at + 3)
            : [index, index, index];
      brightness += 0.3 * red + 0.59 * green + 0.11 * blue;
    }
  }
  return seen > 0 && transparent >= TRANSPARENT_SHARE * (transparent + seen) && brightness / seen < DARK;
}

/** A row of pixels as PNG filters it (PNG specification, section 9) → its bytes. */
function unfilter(filtered: Buffer, above: Buffer, step: number): Buffer {
  const [filter = 0] = filtered;
  const line = Buffer.from(filtered.subarray(1));
  for (let at = 0; at < line.length; at++) {
    const left = at >= step ? (line[at - step] ?? 0) : 0;
    const up = above[at] ?? 0;
    const corner = at >= step ? (above[at - step] ?? 0) : 0;
    const add =
      filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : filter === 4
              ? paeth(left, up, corner)
              : 0;
    line[at] = ((line[at] ?? 0) + add) & 255;
  }
  return line;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
