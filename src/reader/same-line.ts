// Restores the line that was read after a reload, or after going back to a page that the browser has discarded. Browsers restore
// a scroll offset, which is another line where the layout differs: laid out as a whole instead of part by part
// (styles/later.css), or after the phone was turned. So the line is stored in the history entry.
// Not here: scrolling to sections (page.ts).

/** Position of the line that is restored: below the bar, in CSS pixels. */
const LINE = 120;
/** Safari refuses more than a hundred changes of the history in half a minute. */
const KEEP_AFTER_MS = 400;
/** Key of the last line in sessionStorage; Firefox drops changes of the history state while a page unloads. */
const LEFT = 'lectern:left';
/** How long after loading browsers still scroll to their own restored offset. */
const FRAMES = 20;

interface Line {
  /** Which block of the text. */
  readonly block: number;
  /** How far its beginning is from the window's top. */
  readonly offset: number;
}

/** Restores the line if the page is opened again, and stores it from now on. */
export function keepLine(): void {
  const blocks = [...document.querySelectorAll('article.prose > *, .glossary dl > *')];
  if (blocks.length === 0) return;
  let timer = 0;
  const keep = (): void => {
    clearTimeout(timer);
    const block = blocks.findLastIndex((each) => each.getBoundingClientRect().top <= LINE);
    const line: Line = { block, offset: blocks[block]?.getBoundingClientRect().top ?? 0 };
    const state: unknown = history.state;
    const others = typeof state === 'object' && state !== null ? state : {};
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ address: location.href, line }));
      history.replaceState({ ...others, line }, '');
    } catch {
      // Blocked or rate limited: the browser's own scroll restoration remains.
    }
  };
  addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = window.setTimeout(keep, KEEP_AFTER_MS);
    },
    { passive: true },
  );
  addEventListener('pagehide', keep);
  const [opened] = performance.getEntriesByType('navigation');
  const isNew = !(opened instanceof PerformanceNavigationTiming) || opened.type === 'navigate';
  const line = isNew
    ? undefined
    : ((opened.type === 'reload' ? lineLeft() : undefined) ?? readLine(history.state));
  const block = line && blocks[line.block];
  if (line && block) goTo(block, line.offset);
}

/** Of this address, if it was the last one to be left. */
function lineLeft(): Line | undefined {
  try {
    const left: unknown = JSON.parse(sessionStorage.getItem(LEFT) ?? 'null');
    const isHere =
      typeof left === 'object' && left !== null && 'address' in left && left.address === location.href;
    return isHere ? readLine(left) : undefined;
  } catch {
    return undefined;
  }
}

/** Until the reader takes over. */
function goTo(block: Element, offset: number): void {
  const reader = new AbortController();
  for (const sign of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    addEventListener(sign, () => reader.abort(), { passive: true, signal: reader.signal });
  const address = location.href;
  const correct = (frames: number): void => {
    // At another address, another place is wanted.
    if (reader.signal.aborted || location.href !== address) return;
    const off = block.getBoundingClientRect().top - offset;
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: 'instant' });
    if (frames > 0) requestAnimationFrame(() => correct(frames - 1));
    else reader.abort();
  };
  correct(FRAMES);
  if (document.readyState !== 'complete') addEventListener('load', () => correct(FRAMES), { once: true });
}

function readLine(state: unknown): Line | undefined {
  if (typeof state !== 'object' || state === null || !('line' in state)) return undefined;
  const { line } = state;
  if (typeof line !== 'object' || line === null || !('block' in line) || !('offset' in line))
    return undefined;
  const { block, offset } = line;
  return typeof block === 'number' && typeof offset === 'number' && Number.isFinite(offset)
    ? { block, offset }
    : undefined;
}
