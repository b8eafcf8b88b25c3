// What is peculiar to a language when words are compared (pure): its endings and the small words that every section holds.
// Enough to compare a query with a heading. Not here: English, which has exceptions (inflection.ts, query.ts); the
// stemming of the index, which is Pagefind's.
import { rootOf } from './inflection.ts';

interface Forms {
  /** The part of a word that its forms have in common. */
  root(word: string): string;
  /** Words of questions and sentences; none of their own where the language is not known here. */
  readonly small: ReadonlySet<string> | undefined;
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const strip =
  (ending: RegExp, least = 3) =>
  (word: string): string => {
    const root = word.replace(ending, '');
    return root.length < least ? word : root;
  };

const ARABIC_ENDING = /(?:ات|ان|ون|ين|ها|هم|يه|ه|ي)$/;

/** Without the article and the little words that are written together with it; one spelling of alif, yaa and taa. */
function arabicRoot(word: string): string {
  const plain = word
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
  const bare = plain.replace(/^[وف]?(?:[بك]?ال|لل)(?=..)/, '');
  const root = bare.replace(ARABIC_ENDING, '');
  return root.length < 3 ? bare : root;
}

/** Words as `wordsOf` gives them: without accents. */
const FORMS: Readonly<Record<string, Forms>> = {
  de: {
    root: strip(/(?:(?:ung|heit|keit)(?:en|s)?|e[nrms]|e|n|s)$/, 4),
    small: list(
      'aber als also am an auch auf aus bei beim bin bis da das dass dem den der des die dies diese dieser dieses durch ein eine einem einen einer eines er es fur gibt hat haben ich ihr im in ist kann kein keine man mein mit muss nach nicht noch nur oder ob ohne sein sich sie sind so soll uber um und uns unter vom von vor wann warum was welche welcher welches wenn wer werden wie wieso wir wird wo wofur woher womit wozu zu zum zur zwischen',
    ),
  },
  fr: {
    root: strip(/(?:ements?|ations?|euses?|eurs?|ees?|es|er|ent|e|s|x)$/, 3),
    small: list(
      'a au aux avec c ce ces cet cette comment d dans de des du elle en entre est et il ils j je l la le les leur lors mais n ne nous on ou par pas plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa se ses son sont sur un une vous y',
    ),
  },
  es: {
    root: strip(/(?:aciones|acion|mente|ados?|adas?|ar|er|ir|es|os|as|o|a|e|s)$/, 3),
    small: list(
      'a al como con cual cuales cuando cuanto de del donde el ella en entre es esta este esto ha hay la las lo los mas mi muy no o para pero por porque que quien se segun ser si sin sobre son su sus un una uno unos y',
    ),
  },
  ar: {
    root: arabicRoot,
    small: list(
      'ال الى إلى الذي التي ان أن إن او أو اي أي ايضا أيضا اين أين بعد بين ثم حتى حين ذلك على عن عند عندما في قبل قد كان كل كما كيف لا لم لماذا لن ليس ما ماذا متى مع من منذ هذا هذه هل هو هي و ولا يتم يكون',
    ),
  },
  zh: {
    root: (word) => word,
    small: list(
      '的 了 是 在 和 与 或 吗 呢 把 被 对 从 到 为 为了 有 会 能 可以 怎么 怎样 如何 什么 为什么 哪些 哪 个 一个 这 那 我 我们 你 时 时候 中 上 下 里 要 应该 不 之 及 以及',
    ),
  },
  ja: {
    root: (word) => word,
    small: list(
      'の は が を に へ で と も や か から まで より な だ です ます する し て た いる ある れる られる この その あの 何 なに なぜ どう どの どこ いつ とは こと もの ため よう さ れ い 方法 する',
    ),
  },
};
const OTHER: Forms = { root: strip(/(?:es|os|as|en|er|e|s|o|a|n|i)$/, 4), small: undefined };

/** The forms of a language's words; English has its own. */
export function formsOf(language: string): Forms {
  const base = language.split('-')[0]?.toLowerCase() ?? '';
  if (base === 'en' || base === 'unknown' || base === '') return { root: rootOf, small: undefined };
  return FORMS[base] ?? OTHER;
}
