// The first page of VitePress, VuePress and Starlight, which is written as data: its title, its text, its links and what it
// praises → Markdown. Not here: other front matter (source/front-matter.ts).
import { visit } from 'unist-util-visit';
import { parseText } from '../source/parse.ts';
import type { Part } from './part.ts';

export interface LandingPage {
  /** '' if the data gives none. */
  readonly title: string;
  /** Markdown; '' for a page that is no such one. */
  readonly text: string;
}

type Data = Readonly<Record<string, unknown>>;

export function landingPage(data: Data): LandingPage {
  const hero = objectIn(data, 'hero') ?? (textIn(data, 'heroText') === '' ? undefined : data);
  const features = listIn(data, 'features');
  if (!hero && features.length === 0) return { title: '', text: '' };
  const title = hero ? textIn(hero, 'name') || textIn(hero, 'heroText') || textIn(hero, 'title') : '';
  const actions = [
    ...(hero ? listIn(hero, 'actions') : []),
    ...(textIn(data, 'actionText') === '' ? [] : [{ text: data['actionText'], link: data['actionLink'] }]),
  ];
  const paragraphs = [
    hero && textIn(hero, 'text') !== title ? textIn(hero, 'text') : '',
    hero ? textIn(hero, 'tagline') : '',
    actions.map((action) => linkTo(textIn(action, 'text'), textIn(action, 'link'))).join(' · '),
    features.map(feature).filter(Boolean).join('\n'),
  ];
  return { title, text: paragraphs.filter((each) => each !== '').join('\n\n') };
}

function feature(data: Data): string {
  const icon = textIn(data, 'icon');
  const shown = /^(?:\p{Extended_Pictographic}|\u200d|\ufe0f)+$/u.test(icon) ? `${icon} ` : '';
  const title = textIn(data, 'title');
  const words = textIn(data, 'details') || textIn(data, 'description');
  const link = linkTo(textIn(data, 'linkText') || title, textIn(data, 'link'));
  const name = textIn(data, 'link') !== '' && textIn(data, 'linkText') === '' ? link : `**${title}**`;
  const more = textIn(data, 'linkText') === '' ? '' : ` ${link}`;
  return title === '' && words === '' ? '' : `- ${shown}${name}${words === '' ? '' : `: ${words}`}${more}`;
}

function linkTo(words: string, address: string): string {
  return address === '' ? words : `[${words || address}](<${address}>)`;
}

function objectIn(data: Data, key: string): Data | undefined {
  const value = data[key];
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Data) : undefined;
}

function listIn(data: Data, key: string): Data[] {
  const value = data[key];
  return Array.isArray(value)
    ? value.filter((each): each is Data => each !== null && typeof each === 'object')
    : [];
}

/** Text in one line, since data of several lines would begin blocks. */
function textIn(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).replace(/\s+/g, ' ').trim()
    : '';
}

/** What a first page says as data stands above its text, at the place of the data. */
export function withLanding(part: Part, text: string, file: string): Part {
  if (text === '') return part;
  const { tree } = parseText(text, file, 'md');
  visit(tree, ({ position }) => {
    if (position) position.start.line = position.end.line = 1;
  });
  return { ...part, tree: { type: 'root', children: [...tree.children, ...part.tree.children] } };
}
