// Sidebars in settings of JavaScript: what names and functions without conditions stand for, and words of TypeScript.
import { expect, test } from 'vitest';
import { readSettingsList } from '../../../../src/course/source/settings-lists.ts';

const paths = (text: string) => readSettingsList(text, false)?.entries.map(({ path }) => path);

test('a sidebar that a function returns, as VitePress has it', () => {
  const text = `import { defineConfig, type DefaultTheme } from 'vitepress'
export default defineConfig({ title: 'Tea', themeConfig: { nav: nav(), sidebar: { '/tea/': { base: '/tea/', items: pages() } } } })
function nav(): DefaultTheme.NavItem[] { return [{ text: 'Tea', link: '/tea/water' }] }
function pages(): DefaultTheme.SidebarItem[] {
  return [{ text: 'Begin', items: [{ text: 'Water', link: 'water' }, ...more] }]
}
const more = [{ text: 'Leaves', link: 'leaves' }]`;
  expect(readSettingsList(text, false)).toEqual({
    title: 'Tea',
    entries: [
      { path: 'tea/water', title: 'Water', part: 'Begin' },
      { path: 'tea/leaves', title: 'Leaves', part: 'Begin' },
    ],
  });
});

test('a sidebar that names itself ends', () => {
  expect(paths('const sidebar = [sidebar, "a"]; export default { sidebar }')).toContain('a');
});

test('types in front of a closing bracket', () => {
  expect(paths('export default { presets: [{} satisfies A.B], x: [1 as Y[]], sidebar: ["a"] } as C')).toEqual(
    ['a'],
  );
});
