// Runs something when an element comes near the screen: starting figures, turning questions into forms, loading scripts.

/** Calls `begin` once for each element, when it is `ahead` (a CSS length) of the screen or on it. */
export function whenNear<E extends Element>(
  elements: Iterable<E>,
  ahead: string,
  begin: (element: E) => void,
): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        begin(target as E);
      }
    },
    { rootMargin: ahead },
  );
  for (const element of elements) observer.observe(element);
}
