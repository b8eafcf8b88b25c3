// Marks places in an example's text without touching its elements (CSS Custom Highlight API); where a browser has no such
// marks, the message below the example shows the line all the same.

const NAME = 'lab-error';

export function markPlaces(figure: HTMLElement, script: string, places: readonly number[]): void {
  if (!('highlights' in CSS)) return;
  const code = figure.querySelector('pre code');
  const marked = CSS.highlights.get(NAME) ?? new Highlight();
  CSS.highlights.set(NAME, marked);
  for (const range of [...marked]) if (figure.contains(range.startContainer)) marked.delete(range);
  // Lines that only a difference shows are not in the script, so its places are others than the text's.
  if (!code || code.textContent !== script) return;
  for (const at of places) {
    const range = rangeAt(code, at, /^[\w$]+|^\S?/.exec(script.slice(at))?.[0].length ?? 0);
    if (range) marked.add(range);
  }
}

function rangeAt(code: Element, at: number, length: number): Range | undefined {
  const range = document.createRange();
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let begun = false;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (!begun && at < passed + node.length) {
      range.setStart(node, at - passed);
      begun = true;
    }
    if (begun && at + length <= passed + node.length) {
      range.setEnd(node, at + length - passed);
      return range;
    }
    passed += node.length;
  }
  return undefined;
}
