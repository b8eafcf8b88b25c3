import { expect, test } from 'vitest';
import { fence, htmlOf } from '../render-text.ts';

test('adjacent fences with tabs form one group with labelled panels', async () => {
  const html = await htmlOf(`${fence('ts tab="TypeScript"', 'a')}\n\n${fence('python tab="Python"', 'b')}`);
  expect(html.match(/<lectern-tabs>/g)).toHaveLength(1);
  expect(html).toContain(
    '<div class="tab-panel" data-tab="TypeScript"><p class="tab-label">TypeScript</p><figure',
  );
  expect(html).toContain('<div class="tab-panel" data-tab="Python"><p class="tab-label">Python</p><figure');
});

test('text between fences ends the group', async () => {
  const html = await htmlOf(`${fence('ts tab="A"', 'a')}\n\nand\n\n${fence('ts tab="B"', 'b')}`);
  expect(html.match(/<lectern-tabs>/g)).toHaveLength(2);
});

test('a result belongs to the panel of the fence before it', async () => {
  const html = await htmlOf(
    [fence('ts tab="A"', 'a'), fence('result', 'one'), fence('ts tab="B"', 'b')].join('\n\n'),
  );
  const [, first = '', second = ''] = html.split('class="tab-panel"');
  expect(first).toContain('code-result');
  expect(second).not.toContain('code-result');
  expect(html.match(/<lectern-tabs>/g)).toHaveLength(1);
});

test('tabs are found inside lists too', async () => {
  expect(await htmlOf('- x\n\n  ```ts tab="A"\n  a\n  ```\n')).toContain('<lectern-tabs>');
});

test('a label is text', async () => {
  expect(await htmlOf(fence('ts tab="<b>"', 'a'))).toContain('data-tab="&lt;b&gt;"');
});
