// What `npm run build`, `check` and `preview` are told on the command line. An option with a value is put into the
// environment, where Astro's configuration reads it: that works in every shell, Windows' included.
// Not here: what the options do.
import { parseArgs } from 'node:util';

export interface Options {
  readonly isStrict: boolean;
  readonly isVerbose: boolean;
  readonly outDir: string;
}

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      strict: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      site: { type: 'string' },
      content: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const named = { SITE: values.site, CONTENT_DIR: values.content, OUT_DIR: values.out };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) process.env[name] = value;
  return {
    isStrict: values.strict,
    isVerbose: values.verbose,
    outDir: process.env['OUT_DIR'] || 'dist',
  };
}
