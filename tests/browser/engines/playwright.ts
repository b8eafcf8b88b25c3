// A browser that Playwright drives: Chromium everywhere, its own Firefox and WebKit where they are installed.
import type { BrowserType } from '@playwright/test';
import type { LaunchOptions, Wire } from './wire.ts';

export async function launchPlaywright(
  type: BrowserType,
  executablePath: string,
  args: readonly string[],
  { motion }: LaunchOptions,
): Promise<Wire> {
  const browser = await type.launch({ executablePath, args: [...args] });
  const context = await browser.newContext({
    hasTouch: true,
    reducedMotion: motion ? 'no-preference' : 'reduce',
  });
  const page = await context.newPage();
  return {
    hasTouch: true,
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    evaluate: (expression) => page.evaluate(expression),
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    tap: (x, y) => page.touchscreen.tap(x, y),
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
