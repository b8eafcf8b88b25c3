// Spellings that an index of words cannot hold, turned into words, in the same way when indexing and when searching:
// O(n log n) and Greek letters. Not here: identifiers, whose parts are words already (query.ts).

const ORDER_OF_GROWTH = /\bO\(([^()]{1,16})\)/gi;

const GREEK_NAMES: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  θ: 'theta',
  λ: 'lambda',
  μ: 'mu',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  ω: 'omega',
};

/** `O(n log n)` → `bigonlogn`, `O(n²)` and `O(n^2)` → `bigon2`: one word that no text holds by chance. */
function orderWord(inside: string): string {
  return (
    'bigo' +
    inside
      .toLowerCase()
      .normalize('NFKC')
      .replace(/[^a-z0-9]/g, '')
  );
}

/** Whether a word stands for an order of growth. */
export function isSymbolWord(word: string): boolean {
  return word.startsWith('bigo');
}

/** The text with every order of growth replaced by its word; for queries. */
export function spellSymbols(text: string): string {
  return text.replace(ORDER_OF_GROWTH, (_, inside: string) => orderWord(inside));
}

/** The words under which the symbols of a text are to be found, each once; for the index. */
export function symbolWords(text: string): string[] {
  const words = new Set<string>();
  for (const [, inside] of text.matchAll(ORDER_OF_GROWTH)) words.add(orderWord(inside ?? ''));
  // MICRO SIGN looks like mu and is what keyboards give.
  for (const letter of text.replaceAll('µ', 'μ').match(/(?<!\p{L})[α-ω](?!\p{L})/gu) ?? []) {
    const name = GREEK_NAMES[letter];
    if (name) words.add(name);
  }
  return [...words];
}
