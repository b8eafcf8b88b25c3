// The figure on a cover stays a picture until the reader presses it, which starts it.
// Not here: starting figures (figures.ts).

export function startCoverFigure(): void {
  const host = document.querySelector<HTMLElement>('[data-cover-figure] > lectern-figure');
  if (!host) return;
  let waking: Promise<boolean> | undefined;
  const wakeHost = (): Promise<boolean> =>
    (waking ??= import('./figures.ts')
      .then(({ wake }) => wake(host))
      .then(
        () => true,
        () => false,
      ));
  const near = new AbortController();
  for (const kind of ['pointerenter', 'focusin'])
    host.addEventListener(kind, () => void wakeHost().finally(() => near.abort()), near);
  host.addEventListener(
    'click',
    ({ target }) => {
      if ('awake' in host.dataset || !(target instanceof Element) || !target.closest('button')) return;
      void wakeHost().then((well) => well && host.querySelector<HTMLElement>('button.main')?.click());
    },
    { capture: true },
  );
}
