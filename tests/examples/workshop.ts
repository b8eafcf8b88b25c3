// Everything the fences of a course need to be checked: opened when first needed, one database and one Kiosk a chapter.
// Not here: how a language is checked (its own file), and what is done with the outcome (examples.test.ts, record.ts).
import type { PGlite } from '@electric-sql/pglite';
import { checkJson, parseYaml } from './data.ts';
import { checkDockerfile } from './dockerfile.ts';
import type { CourseFile, Fence } from './fences.ts';
import { openConversation, type Conversation } from './http.ts';
import { isKubernetesObject, validateKubernetes } from './kubernetes.ts';
import { ExampleFailure, type Outcome } from './outcome.ts';
import { checkPython } from './python.ts';
import { startRedis, type Redis } from './redis.ts';
import { checkShell } from './shell.ts';
import { checkSql, openDatabase } from './sql.ts';
import { extractTypeScript, type TypeScriptExamples } from './typescript.ts';
import { validateWorkflow } from './workflow.ts';

/** Fences that claim nothing a machine could run. Mermaid, figures and questions are checked when the site is built. */
const TEXT = new Set([
  '',
  'text',
  'txt',
  'md',
  'markdown',
  'mdx',
  'csv',
  'diff',
  'mermaid',
  'figure',
  'question',
  'task',
]);

export interface Workshop {
  /** Null for fences that are only text. Fences of a file are to be checked in order. */
  check(fence: Fence): Promise<Outcome | null>;
  /** Closes what belongs to one course file. */
  closeChapter(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorkshop(files: readonly CourseFile[]): Promise<Workshop> {
  const scripts: TypeScriptExamples = await extractTypeScript(files);
  let redis: Promise<Redis | null> | undefined;
  let database: Promise<PGlite> | undefined;
  let conversation: Conversation | undefined;
  let redisIsFresh = false;

  async function freshRedis(): Promise<Redis | null> {
    redis ??= startRedis();
    const server = await redis;
    if (!redisIsFresh) await server?.empty();
    redisIsFresh = true;
    return server;
  }

  async function checkScript(fence: Fence): Promise<Outcome> {
    if (!/from ['"]redis['"]/.test(fence.code)) return scripts.check(fence, {});
    const server = await freshRedis();
    if (!server) return { did: 'skipped', reason: 'redis-server is not installed' };
    return scripts.check(fence, { REDIS_URL: server.url });
  }

  async function checkRedis(fence: Fence): Promise<Outcome> {
    const server = await freshRedis();
    return server ? server.check(fence) : { did: 'skipped', reason: 'redis-server is not installed' };
  }

  const checkers: Readonly<Record<string, (fence: Fence) => Promise<Outcome> | Outcome>> = {
    sql: async (fence) => checkSql(fence, await (database ??= openDatabase())),
    ts: checkScript,
    typescript: checkScript,
    js: checkScript,
    javascript: checkScript,
    mjs: checkScript,
    python: checkPython,
    py: checkPython,
    json: checkJson,
    yaml: checkYaml,
    yml: checkYaml,
    dockerfile: checkDockerfile,
    redis: checkRedis,
    sh: checkShell,
    bash: checkShell,
    shell: checkShell,
  };

  const workshop: Workshop = {
    async check(fence) {
      if (TEXT.has(fence.language)) return null;
      if (fence.language === 'result')
        throw new ExampleFailure(fence, 'is a result with no fence directly before it.');
      if (fence.language === 'http') return (conversation ??= openConversation()).check(fence);
      const norun = fence.attributes['norun'];
      if (norun !== undefined) {
        if (norun.trim() === '') throw new ExampleFailure(fence, 'says norun without a reason.');
        return { did: 'skipped', reason: norun };
      }
      const checker = Object.hasOwn(checkers, fence.language) ? checkers[fence.language] : undefined;
      if (!checker) {
        throw new ExampleFailure(
          fence,
          `there is no way to check "${fence.language}"; add norun="why" to the fence.`,
        );
      }
      return checker(fence);
    },
    async closeChapter() {
      const [openDatabase, openTalk] = [database, conversation];
      database = undefined;
      conversation = undefined;
      redisIsFresh = false;
      if (openDatabase) await (await openDatabase).close();
      await openTalk?.close();
    },
    async close() {
      await workshop.closeChapter();
      await (await redis)?.stop();
      scripts.remove();
    },
  };
  return workshop;
}

/** Any YAML must parse; a workflow and a Kubernetes object must be valid as such. */
async function checkYaml(fence: Fence): Promise<Outcome> {
  const documents = parseYaml(fence);
  if (fence.attributes['title']?.startsWith('.github/workflows/')) {
    await validateWorkflow(fence);
  }
  for (const document of documents) {
    if (isKubernetesObject(document)) validateKubernetes(fence, document);
  }
  return { did: 'validated' };
}
