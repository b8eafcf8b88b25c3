// The same parameters and seed give the same run in Node and in the browser: the recorded traces, computed in a page.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { expect, test } from '@playwright/test';

test('every model has its recorded trace in Chromium too', async ({ page }) => {
  const models = readdirSync('src/sim/models').filter((name) => name.endsWith('.ts'));
  const folder = path.resolve('.lectern/test/traces');
  const entry = path.join(folder, 'entry.ts');
  mkdirSync(folder, { recursive: true });
  const imports = models.map(
    (name, at) => `import { model as model${at} } from '${path.resolve('src/sim/models', name)}';`,
  );
  writeFileSync(
    entry,
    `import { goldenTrace } from '${path.resolve('tests/unit/sim/golden.ts')}';\n${imports.join('\n')}\n` +
      `globalThis.traces = Object.fromEntries([${models.map((_, at) => `model${at}`).join(', ')}].map((model) => [model.name, goldenTrace(model)]));\n`,
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: path.join(folder, 'out'),
      emptyOutDir: true,
      minify: true,
      lib: { entry, formats: ['iife'], name: 'traces', fileName: 'traces' },
    },
  });
  const bundle = readdirSync(path.join(folder, 'out')).find((name) => name.endsWith('.js')) ?? '';
  await page.goto('about:blank');
  await page.addScriptTag({ content: readFileSync(path.join(folder, 'out', bundle), 'utf8') });
  const traces = await page.evaluate(
    () => (globalThis as unknown as { traces: Record<string, string> }).traces,
  );
  const recorded = models.map((file) => {
    const name = file.replace('.ts', '');
    return [name, readFileSync(`tests/unit/sim/golden/${name}.txt`, 'utf8').trim()] as const;
  });
  expect(traces).toEqual(Object.fromEntries(recorded));
});
