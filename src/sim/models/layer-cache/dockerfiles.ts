// Three Dockerfiles of the same program, and what a builder reuses of them: everything before the first step that sees
// a change, and nothing from there on. Pure.
import type { Change, LayerCacheParams } from '../layer-cache.ts';

/** What can differ between two builds; the commit's id always does. */
export type Input = 'base' | 'dependencies' | 'source' | 'docs' | 'commit';

export interface Instruction {
  readonly instruction: string;
  /** What goes into it besides the steps before it. */
  readonly inputs: readonly Input[];
  readonly seconds: number;
}

export const CHANGES: readonly Change[] = ['source', 'dependencies', 'docs', 'base'];
const BASE_SECONDS = 6;
const COPY_SECONDS = 0.5;

export function dockerfileOf(params: LayerCacheParams): readonly Instruction[] {
  const { order, ignoreDocs, installSeconds, buildSeconds } = params;
  const everything: readonly Input[] = ['source', 'dependencies', ...(ignoreDocs ? [] : (['docs'] as const))];
  const base = { instruction: 'FROM node:24-slim', inputs: ['base'], seconds: BASE_SECONDS } as const;
  const copyAll = { instruction: 'COPY . .', inputs: everything, seconds: COPY_SECONDS };
  const install = { instruction: 'RUN npm ci', inputs: [], seconds: installSeconds };
  const build = { instruction: 'RUN npm run build', inputs: [], seconds: buildSeconds };
  if (order === 'copy-all') return [base, copyAll, install, build];
  const copyLock = {
    instruction: 'COPY package*.json ./',
    inputs: ['dependencies'],
    seconds: COPY_SECONDS,
  } as const;
  const rest = [copyLock, install, copyAll, build];
  if (order === 'lock-file') return [base, ...rest];
  const note = { instruction: 'RUN echo $SHA > id', inputs: ['commit'], seconds: COPY_SECONDS } as const;
  return [base, note, ...rest];
}

/** Index of the first step that sees the change, the file's length if none does. */
export function firstChanged(dockerfile: readonly Instruction[], change: Change): number {
  const at = dockerfile.findIndex(({ inputs }) => inputs.includes(change) || inputs.includes('commit'));
  return at < 0 ? dockerfile.length : at;
}

export function secondsAfter(dockerfile: readonly Instruction[], change: Change): number {
  return dockerfile.slice(firstChanged(dockerfile, change)).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** How often a commit changes what, summing to 1. */
export function sharesOf({
  dependencyPercent,
  docsPercent,
  basePercent,
}: LayerCacheParams): Record<Change, number> {
  const [dependencies, docs, base] = [dependencyPercent / 100, docsPercent / 100, basePercent / 100];
  return { dependencies, docs, base, source: 1 - dependencies - docs - base };
}
