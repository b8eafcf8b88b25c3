// The content (body) of a request: parsed as JSON once, checked member by member, all faults reported together.
// Not here: rules that need the database.
import type { KioskContext } from './context.ts';
import { Problem, invalidContent, type Fault } from './problems.ts';

/** The content as an object. 415 for another media type, 400 for what is not JSON, 422 for what is not an object. */
export async function readContent(
  c: KioskContext,
  mediaType = 'application/json',
): Promise<Readonly<Record<string, unknown>>> {
  const sent = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (sent !== mediaType) {
    throw new Problem(415, {
      title: 'Unsupported Media Type',
      detail: `Send ${mediaType}.`,
      headers: c.req.method === 'PATCH' ? { 'Accept-Patch': mediaType } : { Accept: mediaType },
    });
  }
  let content: unknown;
  try {
    content = JSON.parse(await c.req.text());
  } catch {
    throw new Problem(400, { type: 'malformed-json', title: 'The content is not JSON.' });
  }
  if (!isObject(content)) throw invalidContent([{ detail: 'must be an object', pointer: '#' }]);
  return content;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Collects faults; `end()` throws them together. Pointers are JSON Pointers in fragment form: `#/items/0`. */
export class Checker {
  readonly faults: Fault[] = [];

  text(value: unknown, pointer: string): string {
    if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value;
    return this.fault(pointer, 'must be a string of 1 to 200 characters', '');
  }

  email(value: unknown, pointer: string): string {
    if (typeof value === 'string' && value.length <= 200 && /^[^\s@]+@[^\s@]+$/.test(value)) return value;
    return this.fault(pointer, 'must be an email address', '');
  }

  integer(value: unknown, pointer: string, least: number, most: number): number {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return fits
      ? value
      : this.fault(pointer, `must be an integer from ${String(least)} to ${String(most)}`, least);
  }

  /** Unknown members are refused: most of them are misspelled. */
  onlyMembers(content: Readonly<Record<string, unknown>>, known: readonly string[], pointer = '#'): void {
    for (const name of Object.keys(content)) {
      if (!known.includes(name)) this.fault(`${pointer}/${escapePointer(name)}`, 'is not known', undefined);
    }
  }

  fault<Instead>(pointer: string, detail: string, instead: Instead): Instead {
    this.faults.push({ detail, pointer });
    return instead;
  }

  end(): void {
    if (this.faults.length > 0) throw invalidContent(this.faults);
  }
}

/** RFC 6901 section 3 (`~` and `/`), then section 6 (percent-encoding in a fragment). */
function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
