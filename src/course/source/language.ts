// The language of a course that does not say it: what its script and its commonest words show. A screen reader's voice,
// hyphenation and search depend on it. Not here: what it says in its front matter (front-matter.ts).

/** So many letters show it. */
const SAMPLE = 20_000;
/** Fewer letters than these show nothing. */
const LEAST = 40;

/** Scripts that one language has to itself, or that one language is by far the most usual in. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['hy', /\p{Script=Armenian}/gu],
];

/** Letters that tell languages of one script apart. */
const LETTERS: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  ar: [
    ['fa', /[پچژگ]/],
    ['ur', /[ٹڈڑے]/],
  ],
  ru: [
    ['uk', /[іїєґ]/i],
    ['be', /ў/i],
    ['bg', /(?<!\p{L})(?:това|като|към|който|бъде)(?!\p{L})/iu],
    ['sr', /[ђћџљњј]/i],
  ],
  zh: [['zh-Hant', /[這個們為說國學體與對當發點經總實現網頁]/]],
};

/** The commonest short words of languages in Latin script, which others of them do not have. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and of to is are with for that this you your from which have not it be as can when',
  de: 'der die das und ist nicht mit eine einen einem für auf von wird werden sich auch dem den oder',
  fr: 'le les des est une dans pour que qui avec sur pas vous nous sont cette aux du et par plus',
  es: 'el los las una para que con por del es como más esta este son también pero sus al se',
  pt: 'os uma para que com não por dos das em são também mais como esta este seu sua pelo ao',
  it: 'il gli della che per una con non sono dei delle nel anche più questo questa come alla di è',
  nl: 'het een van en dat niet voor met zijn worden ook naar maar deze wordt bij aan je op',
  pl: 'jest nie się że oraz przez dla jako może tego który są lub jak ten po od czy na do',
  sv: 'och att det som inte för är ett på med den av kan till om eller från när vi',
  da: 'og det at ikke er en til på som med den for af kan der eller fra når vi',
  tr: 've bir bu için ile olarak gibi daha çok olan veya ancak kadar değil ne her',
  cs: 'je se že na pro jako nebo která který není být také jsou ale při podle již',
  fi: 'ja on ei että se kuin joka ovat voi mutta tai myös niin jos kun',
  vi: 'và của là các cho không được với một những để trong này khi có',
  id: 'yang dan di untuk dengan tidak ini adalah dari pada atau dalam akan dapat kita',
};
/** A language must have so many words more than the next, to be sure, and such a share of all. */
const LEAST_WORDS = 8;
const LEAST_SHARE = 0.12;

/** The language tag; undefined if the text shows none clearly. Code in it is taken out before. */
export function guessLanguage(text: string): string | undefined {
  const prose = withoutFences(text.slice(0, SAMPLE * 3))
    .replace(/`[^`\n]*`|<[^<>]*>|\]\([^)\n]*\)|https?:\/\/\S+/g, ' ')
    .slice(0, SAMPLE);
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  const [script, count] = scriptOf(prose);
  // A letter of these scripts says as much as several of ours.
  const weight = script === 'zh' || script === 'ja' || script === 'ko' ? 4 : 1;
  if (script !== '' && count * weight > letters - count && count * weight >= Math.min(LEAST, letters)) {
    const [other] = (LETTERS[script] ?? []).find(([, sign]) => sign.test(prose)) ?? [];
    return other ?? script;
  }
  return latinOf(prose);
}

function withoutFences(text: string): string {
  let fence = '';
  const lines = text.split('\n').filter((line) => {
    const [, mark = ''] = /^[ \t>]*(`{3,}|~{3,})/.exec(line) ?? [];
    const isInside = fence !== '';
    if (!isInside) fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    return !isInside && mark === '';
  });
  return lines.join('\n');
}

function scriptOf(prose: string): readonly [string, number] {
  const counts = SCRIPTS.map(([language, pattern]) => [language, prose.match(pattern)?.length ?? 0] as const);
  const kana = counts.find(([language]) => language === 'ja')?.[1] ?? 0;
  const han = counts.find(([language]) => language === 'zh')?.[1] ?? 0;
  // Japanese writes most of its letters in one, and many of its words in the other.
  if (kana > 0 && kana > han * 0.05) return ['ja', kana + han];
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
}

function latinOf(prose: string): string | undefined {
  const words = prose.toLowerCase().match(/\p{L}+/gu) ?? [];
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  const scores = Object.entries(WORDS)
    .map(
      ([language, list]) =>
        [language, list.split(' ').reduce((sum, word) => sum + (found.get(word) ?? 0), 0)] as const,
    )
    .sort((a, b) => b[1] - a[1]);
  const [first = ['', 0] as const, second = ['', 0] as const] = scores;
  const isClear =
    first[1] >= LEAST_WORDS && first[1] > 1.3 * second[1] && first[1] >= LEAST_SHARE * words.length;
  return isClear ? first[0] : undefined;
}
