// The command-line options of `npm run build`, `pdf` and `preview`. An option with a value is put into the environment, where
// astro.config.mjs reads it: that works in every shell, on Windows too. Not here: what the options do.
import { parseArgs } from 'node:util';

export interface Options {
  readonly isStrict: boolean;
  readonly isVerbose: boolean;
  readonly showsAll: boolean;
  readonly outDir: string;
  /** Whether the preview accepts requests from other machines. */
  readonly isOpenToNetwork: boolean;
  /** The path below which the preview serves the site. */
  readonly base: string;
}

const OPTIONS = {
  strict: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  'no-mdx': { type: 'boolean', default: false },
  host: { type: 'boolean', default: false },
  base: { type: 'string', default: '/' },
  port: { type: 'string' },
  site: { type: 'string' },
  content: { type: 'string' },
  out: { type: 'string' },
} as const;

/** An option that does not exist ends the program with a sentence and exit code 1. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const named = {
    SITE: values.site,
    CONTENT_DIR: values.content,
    OUT_DIR: values.out,
    PORT: values.port,
  };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) process.env[name] = value;
  if (values['no-mdx']) process.env['LECTERN_NO_MDX'] = '1';
  return {
    isOpenToNetwork: values.host,
    base: values.base,
    isStrict: values.strict,
    isVerbose: values.verbose,
    showsAll: values.all,
    outDir: process.env['OUT_DIR'] || 'dist',
  };
}

function parse(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    const known = Object.entries(OPTIONS).map(
      ([name, { type }]) => `--${name}${type === 'string' ? ' …' : ''}`,
    );
    console.error(
      `${reason}.\nThe options are ${known.join(', ')}. The manual, "Appendix: commands and options", says what each does.`,
    );
    process.exit(1);
  }
}
