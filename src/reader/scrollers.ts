// Listings, tables and diagrams get keyboard focus only while they scroll sideways. In the HTML all of them have it, for browsers
// without a script. Not here: how they show that there is more (styles/prose.css).

const FRAMES = 'pre[tabindex], .table[tabindex], .diagram-scroll[tabindex]';

export function followScrollers(): void {
  const frames = [...document.querySelectorAll<HTMLElement>(FRAMES)];
  const judge = (frame: HTMLElement): void => {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1;
    // An element that has the focus keeps its tabindex, or it would lose the focus.
    if (!scrolls && frame !== document.activeElement) frame.removeAttribute('tabindex');
    else frame.tabIndex = 0;
  };
  // Observed at the start, when an element comes near, and when its box is resized.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const frame = target.closest<HTMLElement>('pre, .table, .diagram-scroll');
      if (frame) judge(frame);
    }
  });
  // Both the box and its content may change size, for instance when a font arrives.
  for (const frame of frames)
    for (const part of [frame, frame.firstElementChild]) if (part) observer.observe(part);
  // Tab may also reach elements that have not been laid out yet.
  document.addEventListener('keydown', () => frames.forEach(judge), { once: true });
}
