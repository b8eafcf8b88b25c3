// Keys that stand twice in one mapping of a YAML document, found in one pass. Not here: what is said of them (yaml-errors.ts).
import { isScalar, visit, YAMLParseError, type Document } from 'yaml';

/** As the parser would report them, were it asked to; merge keys (`<<`) may be repeated. */
export function repeatedKeys(document: Document): YAMLParseError[] {
  const errors: YAMLParseError[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const [start = 0, end = start] = key.range ?? [];
        if (seen.has(key.value))
          errors.push(new YAMLParseError([start, end], 'DUPLICATE_KEY', 'Map keys must be unique'));
        seen.add(key.value);
      }
    },
  });
  return errors;
}
