// WebKit as distributions ship it: WebKitWebDriver and MiniBrowser on a virtual screen, driven by WebDriver over HTTP.
// Specification: https://w3c.github.io/webdriver/
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../free-port.ts';
import { pngOfScreen } from './screen-dump.ts';
import { printedLine, startProgram } from './program.ts';
import { asJson, keyActions, pointerActions, type LaunchOptions, type Wire } from './wire.ts';

export interface WebKitPrograms {
  readonly driver: string;
  readonly miniBrowser: string;
  readonly xvfb: string;
}

const SCREEN = { width: 1600, height: 1100 };
const START_MS = 30_000;

/**
 * With motion the session is lost when a link is followed: the driver does not survive a view transition between two
 * documents (WebKitGTK 2.50). So what follows links asks for less motion.
 */
export async function launchWebKit(programs: WebKitPrograms, { motion }: LaunchOptions): Promise<Wire> {
  const home = mkdtempSync(path.join(tmpdir(), 'lectern-webkit-'));
  mkdirSync(path.join(home, 'gtk-3.0'));
  writeFileSync(
    path.join(home, 'gtk-3.0/settings.ini'),
    `[Settings]\ngtk-enable-animations=${motion ? 1 : 0}\n`,
  );
  // The driver's own screenshots do not come back; the virtual screen is a file.
  const screen = startProgram(programs.xvfb, [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${SCREEN.width}x${SCREEN.height}x24`,
    '-fbdir',
    home,
    '-nolisten',
    'tcp',
  ]);
  const stopScreen = async (): Promise<void> => {
    await screen.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const [, display = ''] = await printedLine(screen, /^(\d+)$/m);
    const port = await freePort();
    const driver = startProgram(programs.driver, ['--host=127.0.0.1', `--port=${port}`], {
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: path.join(home, 'cache'),
      XDG_DATA_HOME: path.join(home, 'data'),
      TZ: 'UTC',
    });
    const stop = async (): Promise<void> => {
      await driver.stop();
      await stopScreen();
    };
    try {
      const frame = (): Buffer => readFileSync(path.join(home, 'Xvfb_screen0'));
      return await connect(`http://127.0.0.1:${port}`, programs.miniBrowser, frame, stop);
    } catch (error) {
      await driver.stop();
      throw error;
    }
  } catch (error) {
    await stopScreen();
    throw error;
  }
}

async function connect(
  server: string,
  binary: string,
  frame: () => Buffer,
  stop: () => Promise<void>,
): Promise<Wire> {
  await untilReady(server);
  const { sessionId } = await request<{ sessionId: string }>('POST', `${server}/session`, {
    capabilities: {
      alwaysMatch: {
        pageLoadStrategy: 'normal',
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      },
    },
  });
  const session = `${server}/session/${sessionId}`;
  const post = <Result = unknown>(command: string, body: object): Promise<Result> =>
    request<Result>('POST', `${session}/${command}`, body);
  const act = async (actions: object[]): Promise<void> => void (await post('actions', { actions }));
  const evaluate = async (expression: string): Promise<unknown> =>
    JSON.parse(await post<string>('execute/sync', { script: `return ${asJson(expression)}`, args: [] }));
  return {
    // WebKitGTK's automation knows no fingers.
    hasTouch: false,
    open: async (url) => void (await post('url', { url })),
    reload: async () => void (await post('refresh', {})),
    back: async () => void (await post('back', {})),
    evaluate,
    move: (x, y) => act(pointerActions('mouse', x, y, false)),
    click: (x, y) => act(pointerActions('mouse', x, y, true)),
    tap: () => Promise.reject(new Error('WebKitGTK cannot be touched.')),
    press: (key) => act(keyActions(key)),
    resize: async (width, height) => {
      // The window has a bar of its own; what the page gets is told by the page.
      const edge = (await evaluate('[outerWidth - innerWidth, outerHeight - innerHeight]')) as [
        number,
        number,
      ];
      await post('window/rect', { x: 0, y: 0, width: width + edge[0], height: height + edge[1] });
    },
    screenshot: async () => pngOfScreen(frame()),
    close: async () => {
      await request('DELETE', session, undefined).catch(() => undefined);
      await stop();
    },
  };
}

async function untilReady(server: string): Promise<void> {
  const until = Date.now() + START_MS;
  for (;;) {
    try {
      await request('GET', `${server}/status`, undefined);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((next) => setTimeout(next, 50));
    }
  }
}

async function request<Result>(method: string, address: string, body: object | undefined): Promise<Result> {
  const answer = await fetch(address, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await answer.json()) as { value: Result & { error?: string; message?: string } };
  if (!answer.ok)
    throw new Error(`${address.split('/').at(-1)}: ${value?.error ?? ''} ${value?.message ?? ''}`);
  return value;
}
