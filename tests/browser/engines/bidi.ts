// Firefox as distributions ship it, which Playwright cannot drive: WebDriver BiDi over a WebSocket.
// Specification: https://w3c.github.io/webdriver-bidi/
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printedLine, startProgram } from './program.ts';
import { asJson, keyActions, pointerActions, type LaunchOptions, type Wire } from './wire.ts';

const ANSWER_MS = 30_000;

/** What a test browser must not do by itself. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.tabs.remote.separatePrivilegedContentProcess': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.ipc.processCount': 1,
  'dom.w3c_touch_events.enabled': 1,
  'extensions.update.enabled': false,
  // A page in a window without a screen is told of its focus all the same.
  'focusmanager.testmode': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

export async function launchFirefox(executable: string, { motion }: LaunchOptions): Promise<Wire> {
  const profile = mkdtempSync(path.join(tmpdir(), 'lectern-firefox-'));
  const preferences = { ...PREFERENCES, 'ui.prefersReducedMotion': motion ? 0 : 1 };
  writeFileSync(
    path.join(profile, 'user.js'),
    Object.entries(preferences)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const program = startProgram(executable, [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port=0',
    'about:blank',
  ]);
  const stop = async (): Promise<void> => {
    await program.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const [, address = ''] = await printedLine(program, /WebDriver BiDi listening on (ws:\S+)/);
    return await connect(`${address}/session`, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connect(address: string, stop: () => Promise<void>): Promise<Wire> {
  const send = await openSocket(address);
  await send('session.new', { capabilities: {} });
  // A tab of our own: the first one of a window without a screen is never told that it has the focus.
  const { context } = await send<{ context: string }>('browsingContext.create', { type: 'tab' });
  await send('browsingContext.activate', { context });
  const act = async (actions: object[]): Promise<void> =>
    void (await send('input.performActions', { context, actions }));
  return {
    hasTouch: true,
    open: async (url) => {
      // The same page with another fragment is no navigation that completes.
      await send('browsingContext.navigate', { context, url, wait: 'interactive' });
    },
    reload: async () => void (await send('browsingContext.reload', { context, wait: 'complete' })),
    back: async () => void (await send('browsingContext.traverseHistory', { context, delta: -1 })),
    evaluate: async (expression) => {
      const answer = await send<{
        type: string;
        result?: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', {
        expression: asJson(expression),
        target: { context },
        awaitPromise: true,
        userActivation: true,
      });
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'The script failed.');
      return JSON.parse(answer.result?.value ?? 'null') as unknown;
    },
    move: (x, y) => act(pointerActions('mouse', x, y, false)),
    click: (x, y) => act(pointerActions('mouse', x, y, true)),
    tap: (x, y) => act(pointerActions('touch', x, y, true)),
    press: (key) => act(keyActions(key)),
    resize: async (width, height) =>
      void (await send('browsingContext.setViewport', { context, viewport: { width, height } })),
    screenshot: async () => {
      const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    close: async () => {
      await send('browser.close', {}).catch(() => undefined);
      await stop();
    },
  };
}

type Send = <Result = unknown>(method: string, params: object) => Promise<Result>;

async function openSocket(address: string): Promise<Send> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (message: { type: string; result: unknown; message?: string }) => void>();
  let last = 0;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`No answer at ${address}.`)), { once: true });
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      id?: number;
      type: string;
      result: unknown;
      message?: string;
    };
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  return <Result>(method: string, params: object) =>
    new Promise<Result>((resolve, reject) => {
      const id = (last += 1);
      const timer = setTimeout(() => reject(new Error(`Firefox did not answer ${method}.`)), ANSWER_MS);
      waiting.set(id, ({ type, result, message }) => {
        clearTimeout(timer);
        waiting.delete(id);
        if (type === 'error') reject(new Error(`${method}: ${message ?? ''}`));
        else resolve(result as Result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
