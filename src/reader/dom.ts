// Helpers that create elements in one line. Not here: anything that knows what they are for.

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function button(
  label: string,
  className: string,
  press: (event: MouseEvent) => void,
): HTMLButtonElement {
  const made = element('button', className, label);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

export function link(label: string, href: string, className = ''): HTMLAnchorElement {
  const made = element('a', className, label);
  made.href = href;
  return made;
}

/** Adds a style sheet once; resolves when it is loaded or has failed to load. */
export function needStyles(href: string): Promise<void> {
  const { href: whole } = new URL(href, location.href);
  const known = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  if (known.some((sheet) => sheet.href === whole)) return Promise.resolve();
  const sheet = element('link');
  sheet.rel = 'stylesheet';
  sheet.href = href;
  return new Promise((resolve) => {
    for (const end of ['load', 'error']) sheet.addEventListener(end, () => resolve());
    document.head.append(sheet);
  });
}
