// Pictures whose parts show each other: ordinary ones stay as they are, and what no browser could draw is refused.
import { expect, test } from 'vitest';
import { rewriteSvg } from '../../../../src/course/links/svg-rewrite.ts';

const read = (inside: string) =>
  rewriteSvg(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`));
const isRead = (inside: string): boolean => 'svg' in read(inside);

/** Each part is made of the one before it. */
function chain(length: number, part: (before: number) => string): string {
  const parts = Array.from({ length }, (_, before) => `<g id="a${before + 1}">${part(before)}</g>`);
  return `<g id="a0"><rect/></g>${parts.join('')}<use href="#a${length}"/>`;
}

test('parts that double each other are refused, in whatever way they name each other', () => {
  const doubled = (before: number): string => `<use href="#a${before}"/><g><use href="#a${before}"/></g>`;
  expect(read(chain(30, doubled))).toMatchObject({ why: expect.stringContaining('1,000,000 shapes') });
  const masked = Array.from(
    { length: 30 },
    (_, n) => `<mask id="m${n + 1}"><rect mask="url(#m${n})"/><rect style="mask:url('#m${n}')"/></mask>`,
  );
  expect(isRead(`<mask id="m0"><rect/></mask>${masked.join('')}<rect mask="url(#m30)"/>`)).toBe(false);
});

test('a chain that is deeper than browsers go is refused', () => {
  expect(isRead(chain(100_000, (before) => `<use href="#a${before}"/>`))).toBe(false);
});

test('circles, many marks of one kind and shared gradients are ordinary', () => {
  expect(isRead('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#b"/></g>')).toBe(true);
  expect(isRead(`<path id="mark" d="M0 0"/>${'<use href="#mark"/>'.repeat(50_000)}`)).toBe(true);
  expect(isRead(chain(10, (before) => `<use href="#a${before}"/><use href="#a${before}"/>`))).toBe(true);
  const stops = '<stop offset="0"/>'.repeat(100);
  const filled = '<rect fill="url(#g)"/>'.repeat(20_000);
  expect(isRead(`<linearGradient id="g">${stops}</linearGradient>${filled}`)).toBe(true);
});

test('ids that objects have of themselves, and ids that stand twice, are parts like others', () => {
  expect(isRead('<g id="constructor"><rect/></g><g id="__proto__"/><use href="#constructor"/>')).toBe(true);
  expect(isRead('<g id="a"><rect/></g><g id="a"><use href="#a"/></g>')).toBe(true);
});
