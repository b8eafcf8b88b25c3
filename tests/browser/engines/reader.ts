// A reader at a browser, in words that are the same for every engine: go to a page, point, press, wait until something is
// so. Elements are found by CSS selectors and touched where they are on the screen, as a hand would.
// Not here: how an engine is driven (wire.ts and what implements it).
import type { Wire } from './wire.ts';

/** What is not so by then will not be: machines are shared, and nothing here waits this long when all is well. */
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 25;

interface Point {
  readonly x: number;
  readonly y: number;
}

export class Reader {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get hasTouch(): boolean {
    return this.#wire.hasTouch;
  }

  /** A page that was on its way must not be taken for the one that is asked for. */
  async open(address: string): Promise<void> {
    await this.#wire.open(address);
    await this.until(
      `${address} is there`,
      (wanted) => document.readyState === 'complete' && location.href === wanted,
      new URL(address).href,
    );
  }

  async reload(): Promise<void> {
    await this.#wire.reload();
    await this.until('the page is there', () => document.readyState === 'complete');
  }

  back(): Promise<void> {
    return this.#wire.back();
  }

  press(key: string): Promise<void> {
    return this.#wire.press(key);
  }

  resize(width: number, height: number): Promise<void> {
    return this.#wire.resize(width, height);
  }

  screenshot(): Promise<Buffer> {
    return this.#wire.screenshot();
  }

  close(): Promise<void> {
    return this.#wire.close();
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.#wire.press(character);
  }

  /** The value of a function in the page. It sees its arguments and the page, nothing else. */
  async ask<Args extends readonly unknown[], Value>(
    look: (...args: Args) => Value,
    ...args: Args
  ): Promise<Awaited<Value>> {
    const given = args.map((value) => JSON.stringify(value)).join(', ');
    return (await this.#wire.evaluate(`(${look.toString()})(${given})`)) as Awaited<Value>;
  }

  /** Resolves once the function's value in the page is true; says what it was if it never is. */
  async until<Args extends readonly unknown[]>(
    what: string,
    look: (...args: Args) => unknown,
    ...args: Args
  ): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    let last: unknown;
    for (;;) {
      try {
        last = await this.ask(look, ...args);
        if (last === true) return;
      } catch (error) {
        // Between two pages there is none to ask.
        last = error;
      }
      if (Date.now() > end)
        throw new Error(`Not so after ${PATIENCE_MS / 1000} s: ${what}. Last: ${String(last)}`);
      await new Promise((next) => setTimeout(next, LOOK_EVERY_MS));
    }
  }

  /** Scrolls to the element, waits until it stays where it is, and clicks its middle. */
  async click(selector: string, text = ''): Promise<void> {
    const { x, y } = await this.middleOf(selector, text);
    await this.#wire.click(x, y);
  }

  async tap(selector: string, text = ''): Promise<void> {
    const { x, y } = await this.middleOf(selector, text);
    await this.#wire.tap(x, y);
  }

  move({ x, y }: Point): Promise<void> {
    return this.#wire.move(x, y);
  }

  /** From one point to another in steps of a few pixels, as a hand moves; a leap would pass over what lies between. */
  async moveSlowly(from: Point, to: Point): Promise<void> {
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 3);
    for (let step = 0; step <= steps; step += 1)
      await this.#wire.move(
        from.x + ((to.x - from.x) * step) / steps,
        from.y + ((to.y - from.y) * step) / steps,
      );
  }

  /** Scrolls to what is only made ready when it is near. */
  async near(selector: string): Promise<void> {
    await this.ask(
      (wanted) => document.querySelector(wanted)?.scrollIntoView({ block: 'center', behavior: 'instant' }),
      selector,
    );
  }

  focus(selector: string): Promise<void> {
    return this.ask((wanted) => document.querySelector<HTMLElement>(wanted)?.focus(), selector).then(
      () => undefined,
    );
  }

  /** Where the element is on the screen, once it can be hit there. */
  async middleOf(selector: string, text = ''): Promise<Point> {
    await this.until(
      `"${selector}" ${text} can be hit`,
      async (wanted, words) => {
        const element = [...document.querySelectorAll(wanted)].find((each) =>
          each.textContent.includes(words),
        );
        if (!element) return 'there is none';
        const line = (): DOMRect => element.getClientRects()[0] ?? element.getBoundingClientRect();
        const inside = ({ top, bottom }: DOMRect): boolean => top >= 70 && bottom <= innerHeight - 70;
        if (!inside(line())) element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const before = line();
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        const after = line();
        if (before.top !== after.top || before.left !== after.left) return 'it moves';
        if (after.width === 0) return 'it has no size';
        const hit = document.elementFromPoint(after.left + after.width / 2, after.top + after.height / 2);
        return element.contains(hit) ? true : `${hit?.outerHTML.slice(0, 80)} is there`;
      },
      selector,
      text,
    );
    return this.ask(
      (wanted, words) => {
        const element = [...document.querySelectorAll(wanted)].find((each) =>
          each.textContent.includes(words),
        );
        const box = element?.getClientRects()[0] ?? new DOMRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      },
      selector,
      text,
    );
  }
}
