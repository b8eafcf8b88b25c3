// What the tests need of a browser, whichever it is: pages, a pointer, keys. Each way of driving one (playwright.ts, bidi.ts,
// webdriver.ts) is this and no more. Not here: the words of a reader, which are made of these (reader.ts).

export interface Wire {
  /** Whether the pointer can be a finger. */
  readonly hasTouch: boolean;
  /** Resolves when the page has loaded. */
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  /** The value of a JavaScript expression in the page, awaited; JSON in between. */
  evaluate(expression: string): Promise<unknown>;
  /** The mouse leaps to a point of the viewport, in CSS pixels. */
  move(x: number, y: number): Promise<void>;
  /** The mouse goes to a point and presses there. */
  click(x: number, y: number): Promise<void>;
  tap(x: number, y: number): Promise<void>;
  /** A character, or a key by its name in the UI Events standard: Enter, Tab, ArrowDown, Escape, Home, End. */
  press(key: string): Promise<void>;
  /** The viewport, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** What is on the screen, as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** False: the reader has asked for less motion. */
  readonly motion: boolean;
}

/** An engine and how it is started; what cannot be had says why instead. */
export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKit';
  launch(options: LaunchOptions): Promise<Wire>;
}

/** Keys as WebDriver and BiDi number them (WebDriver, table of key codes). */
const KEY_CODES: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** The actions of one key press, for WebDriver and BiDi. */
export function keyActions(key: string): object[] {
  const value = KEY_CODES[key] ?? key;
  return [
    {
      type: 'key',
      id: 'keys',
      actions: [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ],
    },
  ];
}

/** The actions of a pointer that goes to a point and, if wanted, presses there. */
export function pointerActions(kind: 'mouse' | 'touch', x: number, y: number, presses: boolean): object[] {
  const at = { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 };
  const press = [
    { type: 'pointerDown', button: 0 },
    { type: 'pointerUp', button: 0 },
  ];
  return [
    {
      type: 'pointer',
      id: kind,
      parameters: { pointerType: kind },
      actions: [at, ...(presses ? press : [])],
    },
  ];
}

/** An expression whose value is a promise of JSON, for wires that know only strings. */
export function asJson(expression: string): string {
  return `(async () => JSON.stringify((await (${expression})) ?? null))()`;
}
