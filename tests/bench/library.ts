// Makes libraries of any number of chapters that look like real ones: the same for the same seed. About 120 different
// texts, each chapter a variation of one, with lists, tables, quotes and code in ten languages.
// Not here: measuring (bench.ts).
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SUBJECTS =
  'cache,queue,replica,shard,index,gateway,broker,scheduler,balancer,ledger,session,snapshot,stream,partition,consumer,producer,proxy,worker,lock,journal,bucket,token,cursor,page,segment,leader,follower,client,pipeline,registry'.split(
    ',',
  );
const VERBS =
  'keeps,drops,retries,forwards,compacts,replays,merges,splits,delays,batches,rejects,counts,measures,expires,refreshes,signs,verifies,copies,moves,scans'.split(
    ',',
  );
const QUALITIES =
  'stale,fresh,hot,cold,slow,bounded,ordered,durable,idempotent,concurrent,eventual,linear,partial,redundant,skewed,shared,local,remote,primary,secondary'.split(
    ',',
  );
const REASONS =
  'because the network may lose either message,so that a crash leaves nothing half done,unless the clock of the other machine is behind,although most of its work is waiting,while the old version still answers,until the last reader has gone,as long as the backlog fits into memory,whenever two writers meet at one row'.split(
    ',',
  );
const CODE: Readonly<Record<string, (a: string, b: string, n: number) => string>> = {
  ts: (a, b, n) =>
    `interface ${cap(a)} { readonly id: number; readonly ${b}: string }\n\nexport async function load${cap(a)}(id: number): Promise<${cap(a)} | undefined> {\n  const found = await store.get(\`${a}:\${id}\`);\n  if (!found) return undefined;\n  return { id, ${b}: found.slice(0, ${n}) };\n}`,
  js: (a, b, n) =>
    `const ${a}s = new Map();\n\nfunction ${b}(key, value) {\n  if (${a}s.size >= ${n}) ${a}s.delete(${a}s.keys().next().value);\n  ${a}s.set(key, value);\n}`,
  python: (a, b, n) =>
    `def ${b}_${a}(items, limit=${n}):\n    """Returns at most limit items."""\n    for item in items[:limit]:\n        if item.is_${b}:\n            yield item.${a}`,
  sql: (a, b, n) =>
    `SELECT ${a}_id, count(*) AS ${b}s\nFROM ${a}s\nWHERE created_at > now() - interval '${n} days'\nGROUP BY ${a}_id\nORDER BY ${b}s DESC\nLIMIT 10;`,
  go: (a, b, n) =>
    `func (s *${cap(a)}) ${cap(b)}(ctx context.Context) error {\n\tctx, cancel := context.WithTimeout(ctx, ${n}*time.Millisecond)\n\tdefer cancel()\n\treturn s.store.Do(ctx, "${b}")\n}`,
  rust: (a, b, n) =>
    `fn ${b}(${a}: &mut Vec<u64>) -> Option<u64> {\n    while ${a}.len() > ${n} {\n        ${a}.pop();\n    }\n    ${a}.first().copied()\n}`,
  java: (a, b, n) =>
    `public final class ${cap(a)} {\n  private static final int LIMIT = ${n};\n\n  public boolean ${b}(int count) {\n    return count < LIMIT;\n  }\n}`,
  yaml: (a, b, n) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${a}\ndata:\n  ${b}: "${n}"`,
  json: (a, b, n) => `{\n  "${a}": { "${b}": ${n}, "enabled": true },\n  "limits": [${n}, ${n * 2}]\n}`,
  bash: (a, b, n) =>
    `for ${a} in $(seq 1 ${n}); do\n  curl -fsS "http://localhost:8080/${b}/$${a}" || exit 1\ndone`,
};
const TEXTS = 120;

/** Writes `chapters` chapters, in courses of at most 50, into the folder, which is emptied first. */
export function writeLibrary(folder: string, chapters: number): void {
  rmSync(folder, { recursive: true, force: true });
  for (let at = 0; at < chapters; at++) {
    const course = path.join(folder, `course-${String(Math.floor(at / 50) + 1).padStart(3, '0')}`);
    if (at % 50 === 0) {
      mkdirSync(course, { recursive: true });
      writeFileSync(
        path.join(course, 'index.md'),
        `# Course ${Math.floor(at / 50) + 1}\n\nA generated course.\n`,
      );
    }
    writeFileSync(
      path.join(course, `${String((at % 50) + 1).padStart(2, '0')}-chapter-${at + 1}.md`),
      chapterText(at),
    );
  }
}

/** One chapter of about 1,000 words. */
export function chapterText(at: number): string {
  const shared = random(at % TEXTS);
  const own = random(100_000 + at);
  const pick = (from: readonly string[], next = shared): string =>
    from[Math.floor(next() * from.length)] ?? '';
  const sentence = (): string => {
    const words = `A ${pick(QUALITIES)} ${pick(SUBJECTS)} ${pick(VERBS)} the ${pick(QUALITIES)} ${pick(SUBJECTS, own)} ${pick(REASONS)}.`;
    return shared() < 0.2 ? words.replace(/the (\w+)/, 'the `$1`') : words;
  };
  const paragraph = (): string => Array.from({ length: 3 + Math.floor(shared() * 4) }, sentence).join(' ');
  const parts = [
    `# ${cap(pick(SUBJECTS, own))}s and ${pick(QUALITIES, own)} ${pick(SUBJECTS)}s ${at + 1}`,
    paragraph(),
  ];
  for (let section = 1; section <= 8; section++) {
    parts.push(
      `${section % 3 === 0 ? '###' : '##'} The ${pick(QUALITIES)} ${pick(SUBJECTS)} ${section}`,
      paragraph(),
      paragraph(),
    );
    if (section % 2 === 0) {
      const [language, write] = Object.entries(CODE)[(at + section) % 10] ?? [];
      if (language && write)
        parts.push(
          `\`\`\`${language}\n${write(pick(SUBJECTS), pick(VERBS).replace(/s$/, ''), 1 + Math.floor(own() * 500))}\n\`\`\``,
        );
    }
    if (section % 4 === 1) parts.push(Array.from({ length: 4 }, () => `- ${sentence()}`).join('\n'));
    if (section === 5)
      parts.push(
        `| part | ${pick(SUBJECTS)} | ${pick(SUBJECTS)} |\n| --- | --- | --- |\n${Array.from({ length: 4 }, () => `| ${pick(SUBJECTS)} | ${pick(QUALITIES)} | ${Math.floor(own() * 900)} |`).join('\n')}`,
      );
    if (section === 7) parts.push(`> ${sentence()}`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** Mulberry32: small, seeded, good enough for filler. */
function random(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function cap(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
