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
  expect(isRead(chain(5_000, (before) => `<use href="#a${before}"/>`))).toBe(false);
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

/** `level` is a part of the `kind`, made of the one before it; ten levels of ten. */
function levels(kind: string, sheet: string, inside: (before: number) => string, last: string): string {
  const parts = Array.from({ length: 10 }, (_, n) => `<${kind} id="p${n + 1}">${inside(n)}</${kind}>`);
  return `<style>${sheet}</style><${kind} id="p0"><rect/></${kind}>${parts.join('')}${last}`;
}
const tenfold = (element: string): string => element.repeat(10);
const sheetOf = (property: string): string =>
  Array.from({ length: 11 }, (_, n) => `.c${n}{${property}:url(#p${n})}`).join('');

test.each([
  ['markers', 'marker', 'marker-end'],
  ['patterns', 'pattern', 'fill'],
  ['strokes', 'pattern', 'stroke'],
  ['masks', 'mask', 'mask'],
  ['paths that clip', 'clipPath', 'clip-path'],
])('%s that a style sheet names are counted', (_, kind, property) => {
  const own = (n: number): string => tenfold(`<path class="x c${n}" d="M0 0h1"/>`);
  expect(isRead(levels(kind, sheetOf(property), own, '<path class="c10" d="M0 0"/>'))).toBe(false);
  const few = (n: number): string => `<path class="x c${n}" d="M0 0h1"/>`;
  expect(isRead(levels(kind, sheetOf(property), few, '<path class="c10"/>'))).toBe(true);
});

test.each([
  ['a class among others', '.c0{X} .a.c1:hover{X}'],
  ['what stands around', 'svg g .c0 > path, text{X}'],
  ['the kind of element', 'path{X}'],
  ['anything', '*{X} @media screen{:not(.b){X}}'],
  ['an id', '#q{X}'],
  ['a step of an animation', '@keyframes k{from{X}}'],
])('a rule for %s is one for each element that it may be about', (_, rule) => {
  const sheet = rule.replaceAll('X', 'fill:url(#p)');
  const dots = '<path class="c0 a"/>'.repeat(300);
  const inside = `<g id="q">${'<path class="c1 a"/>'.repeat(4_000)}</g>`;
  expect(isRead(`<style>${sheet}</style><pattern id="p">${dots}</pattern>${inside}`)).toBe(false);
});

test('what fills a group is counted for each shape in it, also for those that it only shows', () => {
  const pattern = `<pattern id="p">${'<rect/>'.repeat(2_000)}</pattern>`;
  const shapes = '<rect/>'.repeat(2_000);
  expect(isRead(`${pattern}<g fill="url(#p)">${shapes}</g>`)).toBe(false);
  expect(isRead(`${pattern}<g id="a">${shapes}</g><use fill="url(#p)" href="#a"/>`)).toBe(false);
  expect(isRead(`${pattern}<g style="--fill:url(#p)">${shapes}</g>`)).toBe(false);
  expect(isRead(`${pattern}<g fill="url(#p)"><rect/></g><g>${shapes}</g>`)).toBe(true);
  const clip = `<clipPath id="p">${'<rect/>'.repeat(2_000)}</clipPath>`;
  expect(isRead(`${clip}<g clip-path="url(#p)">${shapes}</g>`)).toBe(true);
});

test('what asks for the mask around it gets none', () => {
  const masked = `<g mask="url(#m)"><g mask="inherit"/><g style="clip-path:Inherit;fill:red"/></g>`;
  expect(read(masked)).toMatchObject({ svg: expect.not.stringMatching(/inherit/i) });
});

test('marks are counted for each point of a line, however the line is written', () => {
  const marker = `<marker id="p">${'<rect/>'.repeat(1_000)}</marker>`;
  for (const line of [
    `<path marker-mid="url(#p)" d="M0 0${'h1'.repeat(1_000)}"/>`,
    `<path marker-mid="url(#p)" d="M0 0${'z'.repeat(1_000)}"/>`,
    `<g marker-mid="url(#p)"><polyline points="${'0,0 '.repeat(500)}"/></g>`,
    `<path class="a"/><style>.a{marker:url(#p);d:path("M0 0${'h1'.repeat(1_000)}")}</style>`,
    `<path marker-mid="url(#p)"><animate attributeName="d" values="M0 0;M0 0${'h1'.repeat(1_000)}"/></path>`,
  ])
    expect(isRead(marker + line)).toBe(false);
  expect(isRead(`${marker}<path marker-mid="url(#p)" d="M0 0h1"/>`)).toBe(true);
});

test('an id is found however its address is written, and whatever an animation names', () => {
  const spelled = (before: number): string => `<use href="#%61${before}"/><use href="#%61${before}"/>`;
  expect(isRead(chain(30, spelled))).toBe(false);
  const pattern = `<pattern id="p">${'<rect/>'.repeat(2_000)}</pattern>`;
  const animated = `<animate attributeName="fill" href="#a" to="url(#p)"/>`;
  expect(isRead(`${pattern}${animated}<g id="a">${'<rect/>'.repeat(2_000)}</g>`)).toBe(false);
});

test('circles do not hide what is drawn besides them', () => {
  const circled = (before: number): string =>
    `<use href="#a${before}"/><use href="#a${before}"/><use href="#a${before + 2}"/>`;
  expect(isRead(chain(30, circled))).toBe(false);
  const all = Array.from({ length: 12 }, (_, n) => `<use href="#b${n}"/>`).join('');
  expect(isRead(Array.from({ length: 12 }, (_, n) => `<g id="b${n}">${all}</g>`).join(''))).toBe(false);
});

test('many rules for many elements are read in time', () => {
  const rules = Array.from({ length: 10_000 }, (_, n) => `.a{fill:url(#p${n})}`).join('');
  const before = process.cpuUsage();
  expect(isRead(`<style>${rules}</style>${'<g class="a"/>'.repeat(10_000)}`)).toBe(true);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(4);
});
