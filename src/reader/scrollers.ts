// Listings, tables and diagrams that scroll sideways can be reached by key; those that fit are no stops on the way. In the
// page all of them are, for browsers without a script. Not here: how it is seen that there is more (styles/prose.css).

const FRAMES = 'pre[tabindex], .table[tabindex], .diagram-scroll[tabindex]';

export function followScrollers(): void {
  const frames = [...document.querySelectorAll<HTMLElement>(FRAMES)];
  const judge = (frame: HTMLElement): void => {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1;
    // A stop that goes away while it has the focus would take the focus with it.
    if (!scrolls && frame !== document.activeElement) frame.removeAttribute('tabindex');
    else frame.tabIndex = 0;
  };
  // Told once at the beginning, when what is far below comes near, and when a window or a tab changes a frame.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLElement) judge(target);
  });
  for (const frame of frames) observer.observe(frame);
  // Whoever moves by key passes what has not been laid out yet.
  document.addEventListener('keydown', () => frames.forEach(judge), { once: true });
  void document.fonts.ready.then(() => frames.filter(isNear).forEach(judge));
}

function isNear(frame: HTMLElement): boolean {
  const { top, bottom } = frame.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
}
