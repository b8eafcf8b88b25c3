// An SVG picture as published: read as strict XML and written anew from what is allowed, so that the file holds nothing
// that a browser could run or load when a reader opens it by itself, where no page's policy holds.
// Not here: the lists (svg-allowed.ts), CSS (svg-css.ts), the text of the file (svg-text.ts), messages (pictures.ts).
import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { pictureKind } from './picture-kind.ts';
import {
  ACTIVE,
  ANIMATED,
  ATTRIBUTES,
  ELEMENTS,
  PICTURES,
  TEXT_ATTRIBUTES,
  WITH_TEXT,
} from './svg-allowed.ts';
import { isSafeValue, safeDeclarations, safeStyleSheet, wouldLoad } from './svg-css.ts';
import { SvgExpansion } from './svg-expansion.ts';
import { asksForParent, pointsOf, referencesOf, rulesOf, rulesOfAnimation } from './svg-references.ts';
import { decodeSvg, entitiesOf, escapeAttribute, escapeText } from './svg-text.ts';

/** What was left out and would have been seen, or would have run. */
export type SvgLoss = 'script' | 'handler' | 'html' | 'address' | 'embedded' | 'style' | 'animation';

export interface SafeSvg {
  readonly svg: string;
  /** In CSS pixels, where the file says so. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Each kind once, with the line of the first. */
  readonly losses: readonly { readonly loss: SvgLoss; readonly line: number }[];
}

interface UnreadableSvg {
  readonly why: string;
  readonly line: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';
const XHTML = 'http://www.w3.org/1999/xhtml';
const XML = 'http://www.w3.org/XML/1998/namespace';
/** Browsers give up on deeper trees; drawing programs write some dozens at most. */
const DEEPEST = 500;
/** A map of the world has some hundred thousand; a browser draws a million in seconds. */
const MOST_DRAWN = 1_000_000;

const ANIMATION = /^(?:animate|set)/;

class Unreadable extends Error {}

/** Never throws; the same bytes give the same text, and the text written anew gives itself. */
export function rewriteSvg(bytes: Uint8Array): SafeSvg | UnreadableSvg {
  const text = decodeSvg(bytes);
  if (text === undefined) return { why: 'its letters are in no encoding that it names', line: 1 };
  const writer = new SvgWriter();
  try {
    writer.read(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { why: error.message, line: writer.line };
  }
  return writer.result();
}

class SvgWriter {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #written: string[] = [];
  readonly #open: string[] = [];
  readonly #losses = new Map<SvgLoss, number>();
  readonly #expansion = new SvgExpansion();
  /** Open elements below one that was left out, itself included. */
  #skipped = 0;
  /** The text of the `style` element that is open. */
  #css: string | undefined;
  #isTagOpen = false;
  #size: readonly [width: number | undefined, height: number | undefined] = [undefined, undefined];

  get line(): number {
    return this.#parser.line;
  }

  read(text: string): void {
    const parser = this.#parser;
    parser.on('error', (error) => {
      throw new Unreadable(
        `it is not well-formed XML (${error.message.replace(/^[\d:]+\s*/, '').replace(/\.$/, '')})`,
      );
    });
    parser.on('doctype', (doctype) => {
      for (const [name, value] of entitiesOf(doctype)) parser.ENTITIES[name] = value;
    });
    parser.on('processinginstruction', ({ target }) => {
      if (/^xml-stylesheet$/i.test(target)) this.#lose('style');
    });
    parser.on('opentag', (tag) => this.#openTag(tag));
    parser.on('closetag', () => this.#closeTag());
    parser.on('text', (part) => this.#text(part));
    parser.on('cdata', (part) => this.#text(part));
    parser.write(text).close();
    if (this.#expansion.total(DEEPEST) > MOST_DRAWN) {
      throw new Unreadable(
        `its parts show each other so often that more than ${MOST_DRAWN.toLocaleString('en')} shapes would be drawn`,
      );
    }
  }

  result(): SafeSvg {
    const [width, height] = this.#size;
    const losses = [...this.#losses].map(([loss, line]) => ({ loss, line }));
    return { svg: `${this.#written.join('')}\n`, width, height, losses };
  }

  #openTag(tag: SaxesTagNS): void {
    const { local, uri } = tag;
    const isRoot = this.#open.length === 0 && this.#skipped === 0;
    if (isRoot && (uri !== SVG || local !== 'svg')) {
      throw new Unreadable(
        local === 'svg'
          ? `its <svg> lacks xmlns="${SVG}"`
          : `it begins with <${local.slice(0, 40)}> instead of <svg>`,
      );
    }
    if (this.#open.length + this.#skipped >= DEEPEST)
      throw new Unreadable(`its elements are nested more than ${DEEPEST} deep`);
    if (this.#skipped > 0 || this.#css !== undefined || uri !== SVG || !ELEMENTS.has(local)) {
      if (this.#skipped === 0 || uri === XHTML || uri === SVG) this.#loseElement(tag);
      this.#skipped += 1;
      return;
    }
    const attributes = this.#attributes(tag);
    if (attributes === undefined) {
      this.#skipped = 1;
      return;
    }
    if (isRoot) this.#size = sizeOf(attributes);
    this.#finishTag();
    this.#open.push(local);
    this.#expansion.open({
      local,
      id: attributes.get('id'),
      classes: attributes.get('class'),
      references: referencesOf(local, attributes),
      points: pointsOf(attributes),
    });
    if (ANIMATION.test(local)) this.#expansion.addRules(rulesOfAnimation(attributes));
    if (local === 'style') this.#css = '';
    const own = isRoot ? ` xmlns="${SVG}" xmlns:xlink="${XLINK}"` : '';
    const all = [...attributes].map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
    this.#written.push(`<${local}${own}${all}`);
    this.#isTagOpen = true;
  }

  #closeTag(): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const name = this.#open.pop() ?? '';
    this.#expansion.close();
    if (this.#css !== undefined) {
      const { css, loads } = safeStyleSheet(this.#css);
      if (loads) this.#lose('style');
      this.#css = undefined;
      if (css !== '') {
        this.#expansion.addRules(rulesOf(css));
        this.#finishTag();
        this.#written.push(escapeText(css));
      }
    }
    this.#written.push(this.#isTagOpen ? '/>' : `</${name}>`);
    this.#isTagOpen = false;
  }

  #text(part: string): void {
    if (this.#skipped > 0) return;
    if (this.#css !== undefined) this.#css += part;
    else if (WITH_TEXT.has(this.#open.at(-1) ?? '')) {
      const shown = escapeText(part);
      if (shown !== '') this.#finishTag();
      this.#written.push(shown);
    }
  }

  #finishTag(): void {
    if (this.#isTagOpen) this.#written.push('>');
    this.#isTagOpen = false;
  }

  /** What may stay of an element's attributes; undefined if the element means nothing without one that may not. */
  #attributes({ local, attributes }: SaxesTagNS): Map<string, string> | undefined {
    const kept = new Map<string, string>();
    for (const attribute of Object.values(attributes)) {
      const { name, uri, value } = attribute;
      if (uri === XML && /^xml:(?:space|lang)$/.test(name)) kept.set(name, value);
      else if (isHref(attribute)) this.#href(local, attribute, kept);
      else if (uri !== '') continue;
      else if (/^on/i.test(name)) this.#lose('handler');
      else if (name === 'style') {
        const { css, loads } = safeDeclarations(value);
        if (loads) this.#lose('style');
        if (css !== '') kept.set(name, css);
      } else if (TEXT_ATTRIBUTES.has(name)) kept.set(name, value);
      else if (ATTRIBUTES.has(name) && (name !== 'attributeName' || ANIMATED.has(value))) {
        if (asksForParent(name, value)) continue;
        if (isSafeValue(withoutLastSemicolon(value, name))) kept.set(name, value);
        else if (wouldLoad(value)) this.#lose('style');
      }
    }
    if (local === 'style' && /^(?!text\/css$)./i.test(kept.get('type') ?? '')) return undefined;
    return ANIMATION.test(local) && !this.#isSafeAnimation(local, kept, attributes) ? undefined : kept;
  }

  #isSafeAnimation(
    local: string,
    kept: ReadonlyMap<string, string>,
    attributes: Readonly<Record<string, SaxesAttributeNS>>,
  ): boolean {
    const written = Object.values(attributes).find(({ name }) => name === 'attributeName')?.value;
    if (local === 'animateMotion') return true;
    const isSafe = ANIMATED.has(kept.get('attributeName') ?? '');
    if (!isSafe && /href|^\s*on|style|class/i.test(written ?? '')) this.#lose('animation');
    return isSafe;
  }

  /** Only a part of the picture itself, or a picture of dots within it. Links are none in a page, so nobody misses them. */
  #href(local: string, { name, value }: SaxesAttributeNS, kept: Map<string, string>): void {
    const address = value.trim();
    const key = name === 'href' ? 'href' : 'xlink:href';
    if (/^#\S+$/.test(address)) kept.set(key, address);
    else if (local === 'a' || address === '') return;
    else if (PICTURES.has(local) && /^data:/i.test(address)) {
      const embedded = embeddedPicture(address);
      if (embedded === undefined) this.#lose('embedded');
      else kept.set(key, embedded);
    } else this.#lose('address');
  }

  #loseElement({ local, uri, attributes }: SaxesTagNS): void {
    const name = local.toLowerCase();
    if (/^(?:script|handler|listener)$/.test(name) && (uri === SVG || uri === XHTML)) this.#lose('script');
    else if (uri === SVG && name === 'foreignobject') {
      // Illustrator keeps data of its own in one that no browser shows.
      const required = Object.values(attributes).find(
        ({ name: each }) => each === 'requiredExtensions',
      )?.value;
      if (!required || required === XHTML) this.#lose('html');
    } else if (this.#skipped === 0 && (uri === XHTML || (uri === SVG && ACTIVE.has(name))))
      this.#lose('html');
  }

  #lose(loss: SvgLoss): void {
    if (!this.#losses.has(loss)) this.#losses.set(loss, this.#parser.line);
  }
}

function isHref({ local, uri, prefix }: SaxesAttributeNS): boolean {
  return local === 'href' && (uri === XLINK || (uri === '' && prefix === ''));
}

/** Lists of an animation's values are separated by semicolons. */
function withoutLastSemicolon(value: string, name: string): string {
  return /^(?:values|keyTimes|keySplines|keyPoints|begin|end)$/.test(name)
    ? value.replaceAll(';', ' ')
    : value;
}

/** The same picture under the name that its bytes give it; undefined if it is none of dots. */
function embeddedPicture(address: string): string | undefined {
  const [, isBase64, data] = /^data:[^,]*?(;base64)?,([^]*)$/i.exec(address) ?? [];
  if (isBase64 === undefined || data === undefined) return undefined;
  const bytes = Buffer.from(
    data.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'base64',
  );
  const kind = pictureKind(bytes);
  return kind === undefined || kind === 'svg'
    ? undefined
    : `data:image/${kind};base64,${bytes.toString('base64')}`;
}

const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
  q: 2.4 / 2.54,
  em: 16,
  rem: 16,
  ex: 8,
};

/** The size that a page reserves; without one of its own a picture has that of its view box. */
function sizeOf(root: ReadonlyMap<string, string>): [number | undefined, number | undefined] {
  const box = (root.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , boxWidth = NaN, boxHeight = NaN] = box.length === 4 ? box : [];
  const ratio = boxWidth / boxHeight;
  const width = lengthOf(root.get('width'));
  const height = lengthOf(root.get('height'));
  return [
    whole(width ?? (height === undefined ? boxWidth : height * ratio)),
    whole(height ?? (width === undefined ? boxHeight : width / ratio)),
  ];
}

/** Of a length as people and programs write it. */
const LONGEST_LENGTH = 60;

function lengthOf(text = ''): number | undefined {
  const [, number = '', unit = ''] =
    /^([\d.]+(?:e[-+]?\d+)?)\s*([a-z]*)$/i.exec(text.trim().slice(0, LONGEST_LENGTH)) ?? [];
  const length = Number(number || NaN) * (PIXELS[unit.toLowerCase()] ?? NaN);
  return Number.isFinite(length) ? length : undefined;
}

function whole(pixels: number): number | undefined {
  return pixels > 0 && pixels < 1e6 ? Math.max(1, Math.round(pixels)) : undefined;
}
