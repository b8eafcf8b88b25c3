// Type-checks the Astro templates with the project's own compiler (@astrojs/check does not run with TypeScript 7): each template is
// converted to TSX, and errors are mapped back to lines of the template.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { convertToTSX } from '@astrojs/compiler';

const FOLDER = '.lectern/templates';
const CONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    noEmit: true,
    // The templates are here, the modules that they import in src.
    rootDirs: ['../..', '.'],
    // The compiler declares helpers that not every template uses.
    noUnusedLocals: false,
  },
  include: ['src', 'fragment.d.ts', '../../.astro/types.d.ts'],
};
const FRAGMENT = 'declare const Fragment: (props: { readonly [name: string]: unknown }) => unknown;\n';

/** One line for each error, `src/pages/index.astro(12,3): error TS2322: …`; empty if all is well. */
export async function checkTemplates(): Promise<string> {
  rmSync(FOLDER, { recursive: true, force: true });
  const maps = new Map<string, SourceMap>();
  for (const file of globSync('src/**/*.astro')) {
    const { code, map } = await convertToTSX(readFileSync(file, 'utf8'), {
      filename: path.resolve(file),
      includeScripts: false,
      includeStyles: false,
    });
    const target = path.join(FOLDER, `${file}.tsx`);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, code);
    maps.set(file.split(path.sep).join('/'), new SourceMap({ ...map, sourceRoot: '' }));
  }
  writeFileSync(path.join(FOLDER, 'fragment.d.ts'), FRAGMENT);
  writeFileSync(path.join(FOLDER, 'tsconfig.json'), JSON.stringify(CONFIG));
  const { status, stdout, stderr } = spawnSync('tsc', ['-p', FOLDER, '--pretty', 'false'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0
    ? ''
    : (stdout + stderr).replaceAll(ERROR_PLACE, (place, file: string, line: string, column: string) => {
        const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
        return entry && 'originalLine' in entry
          ? `${file}(${entry.originalLine + 1},${entry.originalColumn + 1})`
          : place;
      });
}

/** The location of an error in a template's TSX. */
const ERROR_PLACE = /^\.lectern\/templates\/(src\/.+?\.astro)\.tsx\((\d+),(\d+)\)/gm;
