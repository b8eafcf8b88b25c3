// Files beside the text that links offer and pages show: where they are, whether they may be published, and at which address.
// Not here: what a picture is (pictures.ts); copying the files (pages/[...file].ts); links to pages (link-resolver.ts).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../outline/contents-list.ts';
import { isInside, MARKDOWN, statsOf } from '../source/source-file.ts';
import type { CourseFile } from '../types.ts';
import { addressKind, splitAddress, wikiName } from './address-kind.ts';
import { fileSpelled } from './file-spelled.ts';
import { whyNotOffered, whyUnreadable, whyNoPictureName } from './offered-files.ts';
import type { Page } from './pages.ts';
import { needsLightGround } from './picture-ground.ts';
import { readPicture, type NoPicture, type Picture } from './pictures.ts';
import { publishedAddress } from './published-address.ts';
import { broken, missing, outside, type ImageTarget, type LinkTarget } from './targets.ts';
import { fileNames, wikiTargets, type WikiNames } from './wiki-names.ts';

/** Video and audio, which authors write like pictures. */
const PLAYED = /\.(?:mp4|webm|ogv|mov|m4v|mp3|ogg|oga|wav|m4a|flac|opus|aac)$/i;

/** Folders whose files other tools publish at the site's root. */
const SERVED = [
  'static',
  'public',
  'docs',
  'src',
  'assets',
  'docs/public',
  'docs/static',
  'docs/.vuepress/public',
  'src/content/docs',
];

/** Longer than file systems allow; normalizing a long path of dots would take quadratic time. */
export const LONGEST_PATH = 5_000;
/** How much of a long address a message quotes. */
export const SHOWN = 60;

export class LinkedFiles {
  readonly #root: string;
  /** By course: address from the course's folder → path below the content folder. */
  readonly #published = new Map<string, Map<string, string>>();
  readonly #pictures = new Map<string, Picture | NoPicture>();
  readonly #grounds = new Map<string, boolean>();
  /** By course folder; made when a link by name is met. */
  readonly #wikiFiles = new Map<string, WikiNames<string>>();

  constructor(contentDir: string) {
    this.#root = path.resolve(contentDir);
  }

  /** Files beside the texts that the course's pages were found to use, by address. */
  filesOf(course: string): readonly CourseFile[] {
    return [...(this.#published.get(course) ?? [])]
      .map(([address, source]) => ({ address: `${course}/${address}`, source }))
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** Path below the content folder, or undefined if it leads out of it. */
  below(written: string, name: string): string | undefined {
    const decoded = decode(written);
    if (decoded.includes('\0') || decoded.includes('\\') || decoded.startsWith('/')) return undefined;
    const target = path.posix
      .normalize(path.posix.join(path.posix.dirname(name), decoded))
      .replace(/\/$/, '');
    return target.startsWith('..') ? undefined : target;
  }

  /** The path below the content folder of a file that exists, also where it is written from a site's root. */
  find(written: string, target: string | undefined, name: string): string | undefined {
    const exact = target === undefined ? undefined : fileSpelled(this.#root, target);
    if (exact !== undefined) return exact;
    const decoded = decode(written).replace(/^(?:@site|@|~)(?=\/)/, '');
    if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\')) return undefined;
    const top = name.includes('/') ? `${name.split('/')[0] ?? ''}/` : '';
    return ['', top, ...SERVED.map((folder) => `${top}${folder}/`)]
      .map((base) => path.posix.normalize(path.posix.join(base, decoded.slice(1))))
      .flatMap((file) => (file.startsWith('..') ? [] : (fileSpelled(this.#root, file) ?? [])))[0];
  }

  /** A file of the course that is no page, by its name alone. */
  findByName(wanted: string, name: string): string | undefined {
    const folder = name.includes('/') ? (name.split('/')[0] ?? '') : '';
    // A single-file course has no folder of its own.
    if (folder === '') return this.find(wanted, this.below(wanted, name), name);
    const files =
      this.#wikiFiles.get(folder) ?? this.#wikiFiles.set(folder, fileNames(this.#root, folder)).get(folder);
    const found = files?.find(wanted, name);
    return found === undefined || MARKDOWN.test(found) ? undefined : found;
  }

  /** A link to a file beside the text: `target` is its path below the content folder. */
  link(href: string, target: string, from: Page, name: string): LinkTarget {
    const full = path.join(this.#root, target);
    if (!isInside(this.#root, full)) return outside(href);
    const unreadable = whyUnreadable(full);
    if (unreadable !== undefined)
      return broken(
        'file-unreadable',
        `The file "${href}" cannot be offered: ${unreadable}.`,
        'Give yourself the right to read it, or offer a smaller one.',
      );
    const why = whyNotOffered(target, full);
    if (why !== undefined) {
      return broken(
        'link-unsafe',
        why === 'run'
          ? `The link "${href}" leads to a kind of file that a browser would run as part of the site.`
          : why === 'settings'
            ? `The link "${href}" leads to a file that a host would take for settings of the site.`
            : `The file "${href}" begins like a web page, and some hosts would show it as one of the site’s own.`,
        'Offer it inside a .zip, or as .txt.',
      );
    }
    return { href: this.#publish(target, from, name) };
  }

  /** The picture's address and size, or why it is not shown. */
  picture(src: string, from: Page, name: string): ImageTarget {
    const wiki = wikiName(src);
    if (addressKind(src) !== 'relative' && wiki === undefined) {
      const shown = src.length > 60 ? `${src.slice(0, 60)}…` : src;
      return missing(
        'image-elsewhere',
        `The picture "${shown}" is no file beside the text, and a page of Lectern asks no other site for anything.`,
        'Save it beside the text and name that file.',
      );
    }
    const [, written = ''] = splitAddress(src);
    if (written.length > LONGEST_PATH)
      return missing(
        'image-missing',
        `There is no file "${src.slice(0, SHOWN)}…", so its alternative text is shown instead: no path has ${written.length.toLocaleString('en')} letters.`,
        'Name the file beside the text.',
      );
    const below = this.below(written, name);
    const target =
      (wiki === undefined
        ? this.find(written, below, name)
        : this.findByName(wikiTargets(wiki)[0]?.name ?? '', name)) ?? below;
    if (target === undefined && written.startsWith('/'))
      return missing(
        'image-missing',
        `There is no file "${src}", so its alternative text is shown instead.`,
        'Put the file beside the text and write its name without the "/" before it.',
      );
    if (target === undefined)
      return missing(
        'image-outside-content',
        `The picture "${src}" lies outside the content folder.`,
        'Copy it beside the text.',
      );
    const full = path.join(this.#root, target);
    if (!statsOf(full)?.isFile()) {
      return missing(
        'image-missing',
        `There is no file "${src}", so its alternative text is shown instead.`,
        'Put the file beside the text, or correct its name (capital letters count).',
      );
    }
    if (!isInside(this.#root, full))
      return missing(
        'image-outside-content',
        `The picture "${src}" is a link out of the content folder.`,
        'Copy it beside the text.',
      );
    if (PLAYED.test(target)) {
      const offered = this.link(src, target, from, name);
      return 'href' in offered ? { src: offered.href } : { missing: true, problem: offered.problem };
    }
    if (whyNoPictureName(target)) {
      return missing(
        'image-unsafe',
        `The picture "${src}" has a name that a host would take for settings of the site, or for a program.`,
        'Give it and its folders names without a dot at the beginning, and the ending of its kind alone.',
      );
    }
    const picture = this.#read(full);
    if ('code' in picture) return { missing: true, problem: picture };
    const { width, height, ending, problems } = picture;
    return {
      src: this.#publish(target, from, name, ending),
      ...(width !== undefined && height !== undefined && { width, height }),
      ...(problems.length > 0 && { problems }),
      ...(this.#needsGround(full) && { ground: true }),
    };
  }

  /** Each picture is read once, however often it is shown. */
  #read(full: string): Picture | NoPicture {
    const known = this.#pictures.get(full);
    if (known) return known;
    const picture = readPicture(full);
    this.#pictures.set(full, picture);
    return picture;
  }

  /** Determined once for each picture, because the picture has to be decoded. */
  #needsGround(full: string): boolean {
    const known = this.#grounds.get(full);
    if (known !== undefined) return known;
    const needs = needsLightGround(full, readFileSync(full));
    this.#grounds.set(full, needs);
    return needs;
  }

  /** The file's address from the course's folder, where it is published from now on. */
  #publish(target: string, { course }: Page, name: string, ending?: string): string {
    const address = publishedAddress(target, name, ending, course);
    const files = this.#published.get(course) ?? new Map<string, string>();
    this.#published.set(course, files.set(address, target));
    return encodeURI(address);
  }
}
