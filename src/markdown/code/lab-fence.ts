// Which fences a reader can run, and what the page's script is told of them: `data-lab` is the engine, `data-database` a
// database other than the page's own, `data-setup` that the fence only prepares it.
// Not here: running them (labs/), running them at build (cli/, integrations/).
import type { Code } from 'mdast';
import type { RenderContext } from '../context.ts';
import type { FenceInfo } from './fence-info.ts';

export function labAttributes(
  { value }: Code,
  info: FenceInfo,
  { request, fixedPlace }: RenderContext,
): Record<string, string | boolean | undefined> {
  // Code in a question or a task is no part of the text's examples.
  if (fixedPlace) return {};
  const engine = labEngine(info, value, request.labs ?? []);
  if (engine === undefined) return {};
  return {
    'data-lab': engine,
    'data-database': info.lab?.name || undefined,
    'data-setup': info.lab?.isSetup === true,
  };
}

/** The engine that runs a fence; undefined where none does. Of HTTP only requests are sent. */
export function labEngine(
  { language, lab, norun }: FenceInfo,
  code: string,
  labs: readonly string[],
): 'sql' | 'http' | undefined {
  if (norun !== '' || (lab === undefined && !labs.includes(language))) return undefined;
  if (language === 'sql') return 'sql';
  return language === 'http' && /^[A-Z]+ \//.test(code) ? 'http' : undefined;
}
