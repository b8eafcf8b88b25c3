import { test } from 'vitest';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { readFileSync, writeFileSync } from 'node:fs';
import { figures, renderFigure } from '../../src/figures/render-figure.ts';
import { Picture } from '../../src/figures/picture.tsx';
import { defaultParams } from '../../src/sim/params.ts';
const css = ['tokens', 'base', 'prose', 'chrome', 'figures'].map((f) => readFileSync('/work/main/src/styles/' + f + '.css', 'utf8')).join('\n');
const page = (body: string) => '<!doctype html><html lang=en data-script=on><meta charset=utf-8><meta name=viewport content="width=device-width"><style>' + css + '</style>' + body;
test('x', () => {
  const list = JSON.parse(readFileSync('/tmp/mine/scenes.json', 'utf8'));
  let body = '';
  for (const { fig, params = {}, seed, at, actions = [], width = 560 } of list) {
    const figure = figures.get(fig)!;
    const all = { ...defaultParams(figure.model as never), ...figure.model.teachingMoment.params, ...params } as never;
    const t = figure.model.teachingMoment;
    const run = figure.model.start(all, seed ?? t.seed, at === undefined ? t.actions ?? [] : actions);
    run.runUntil(at ?? t.atMs);
    const snapshot = run.snapshot();
    const scene = figure.scene(snapshot, all);
    body += `<div class="figure-frame" style="width:${width + 34}px;margin:4px;display:inline-block;vertical-align:top"><code>${JSON.stringify(params)} ${at ?? t.atMs} ${scene.shapes.length}</code>${renderToString(h(Picture, { scene, labelledBy: 'a', describedBy: 'b' }))}<p class=figure-summary>${scene.summary}</p><p class=figure-theory>${scene.theory}</p></div>`;
  }
  writeFileSync('/tmp/mine/scenes.html', page('<div style="position:absolute;left:0;top:0;width:1240px;display:flex;flex-wrap:wrap;align-items:flex-start;background:var(--paper)">' + body + '</div>'));
  if (process.env['FIG']) {
    const r = renderFigure(process.env['FIG'], {}, { file: 'a', line: 1, column: 1 } as never);
    writeFileSync('/tmp/mine/fig.html', page('<main class=chapter><article class=prose>' + ('html' in r ? r.html : JSON.stringify(r.problems)) + '</article></main>'));
  }
});
