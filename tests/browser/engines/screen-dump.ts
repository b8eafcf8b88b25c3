// The virtual screen's file (X window dump, version 7) → PNG. Xvfb writes 32 bits a pixel, blue first.
import { deflateSync, crc32 } from 'node:zlib';

export function pngOfScreen(dump: Buffer): Buffer {
  // Header fields are 32-bit words, most significant byte first (X11/XWDFile.h).
  const word = (index: number): number => dump.readUInt32BE(index * 4);
  const [headerSize, width, height, rowSize, colors] = [word(0), word(4), word(5), word(12), word(19)];
  const start = headerSize + colors * 12;
  const rows = Buffer.alloc(height * (1 + width * 3));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    rows[to++] = 0;
    for (let x = 0; x < width; x += 1) {
      const from = start + y * rowSize + x * 4;
      rows[to++] = dump[from + 2] ?? 0;
      rows[to++] = dump[from + 1] ?? 0;
      rows[to++] = dump[from] ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
