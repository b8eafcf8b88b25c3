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
    for (const { target } of entries) {
      const frame = target.closest<HTMLElement>('pre, .table, .diagram-scroll');
      if (frame) judge(frame);
    }
  });
  // The frame may change, or what is in it: a face that comes late has other widths.
  for (const frame of frames)
    for (const part of [frame, frame.firstElementChild]) if (part) observer.observe(part);
  // Whoever moves by key passes what has not been laid out yet.
  document.addEventListener('keydown', () => frames.forEach(judge), { once: true });
}
