// Watches pages made from strangers' texts: notes whatever ran, opened, was asked for elsewhere or was against the
// policy, and touches everything that such a text may have left. Not here: the texts (tests/security).
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import sirv from 'sirv';

/** Serves a site whose pages enforce no policy; the one that each would have is only reported against. */
export async function serveUnprotected(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const policies = new Map<string, string>();
  const pages = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.html')) continue;
    const html = readFileSync(path.join(folder, name), 'utf8');
    const stripped = html.replace(
      /<meta http-equiv="Content-Security-Policy" content="([^"]*)"[^>]*>/,
      (_meta, policy: string) => {
        policies.set(`/${name}`, policy.replaceAll('&#39;', "'"));
        return '';
      },
    );
    if (stripped === html) throw new Error(`${name} has no policy to take away.`);
    pages.set(`/${name}`, stripped);
  }
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const name = address.endsWith('/') ? `${address}index.html` : address;
    const html = pages.get(name);
    if (html === undefined) return files(request, response, () => void response.writeHead(404).end());
    response.setHeader('Content-Security-Policy-Report-Only', policies.get(name) ?? '');
    return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => void server.listen(0, () => resolve()));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What happened that should not, with the page where it did; empty if all is well. Grows as pages are visited. */
export async function watch(context: BrowserContext): Promise<string[]> {
  const happened: string[] = [];
  const note = (what: string, page?: Page | null): void => {
    happened.push(`${page ? new URL(page.url()).pathname : 'somewhere'}: ${what}`);
  };
  await context.exposeBinding('lecternNote', ({ page }, what: string) => note(what, page));
  await context.addInitScript(noteWhatRuns);
  context.on('dialog', (dialog) => {
    note(`a dialog: ${dialog.message()}`, dialog.page());
    void dialog.dismiss();
  });
  context.on('weberror', (error) => note(`a script failed: ${error.error().message}`, error.page()));
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) note(message.text(), message.page());
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!protocol.startsWith('http') || hostname !== 'localhost') note(`asked for ${request.url()}`);
  });
  context.on('page', (page) => {
    void page.opener().then((opener) => opener && note('opened a window', opener));
    page.on('frameattached', () => note('a frame', page));
    page.on('download', () => note('a download', page));
  });
  return happened;
}

/** In the page, before anything else. */
function noteWhatRuns(): void {
  const note = (globalThis as unknown as { lecternNote(what: string): void }).lecternNote;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'msgbox'])
    Object.defineProperty(globalThis, name, { value: () => note(`${name}() ran`) });
  Object.defineProperty(navigator, 'sendBeacon', { value: () => note('a beacon was sent') });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    note(`against ${violatedDirective}: ${blockedURI} ${sample}`),
  );
  if (window.name !== '') note(`the window is called ${window.name}`);
}

/** In the page: everything is pointed at, focused, loaded, opened and pressed; links are followed only if they would run. */
export async function touchEverything(): Promise<{ faults: string[]; touched: number }> {
  const faults: string[] = [];
  const said = (element: Element): string => element.outerHTML.slice(0, 120);
  const stay = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest('a, area') : null;
    if (!link?.hasAttribute('href')) return;
    const url = URL.parse(link.getAttribute('href') ?? '', document.baseURI);
    if (!url || /^(?:https?|mailto|tel):$/.test(url.protocol)) event.preventDefault();
    else faults.push(`a link to ${url.protocol} ${said(link)}`);
  };
  document.addEventListener('click', stay, { capture: true });
  document.addEventListener('submit', (event) => event.preventDefault(), { capture: true });
  const moves =
    'pointerover pointerenter pointermove mouseover mouseenter mousemove pointerdown mousedown pointerup mouseup dblclick auxclick contextmenu wheel focus focusin blur keydown keyup beforeinput input change select toggle beforetoggle load error begin end repeat scroll animationstart animationend animationiteration transitionrun transitionstart transitionend drag drop copy cut paste play canplay loadstart finish start bounce beforematch invalid search show'.split(
      ' ',
    );
  const everything = [...document.querySelectorAll('html, body, main, main *')];
  for (const element of everything) {
    for (const { name } of element.attributes) {
      if (/^on/i.test(name)) faults.push(`a handler ${said(element)}`);
    }
    for (const name of moves) element.dispatchEvent(new Event(name, { cancelable: true }));
  }
  const pressed = document.querySelectorAll<HTMLElement>(
    'main :is(a, area, summary, button, input, label, option), header a, nav a',
  );
  for (const element of pressed) element.click();
  for (const name of [
    'script',
    'iframe',
    'object',
    'embed',
    'base',
    'style',
    'link',
    'meta',
    'annotation-xml',
    'maction',
  ]) {
    for (const element of document.querySelectorAll(`main ${name}`))
      faults.push(`an element ${said(element)}`);
  }
  // A formula is drawn from a stranger's text: nothing may stand in it but formulas, and nothing in them leads anywhere.
  for (const element of document.querySelectorAll('main math, main math *')) {
    const attributes = [...element.attributes].map(({ name }) => name);
    if (
      element.namespaceURI !== 'http://www.w3.org/1998/Math/MathML' ||
      attributes.some((name) => /href|src|action/.test(name))
    )
      faults.push(`in a formula ${said(element)}`);
  }
  // What an address would run, it runs a little later.
  await new Promise((resolve) => setTimeout(resolve, 10));
  if (window.name !== '') faults.push(`the window is called ${window.name}`);
  return { faults, touched: everything.length };
}
