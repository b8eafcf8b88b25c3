export function tryRequest(_figure: HTMLElement): { run(): void } {
  return { run: () => undefined };
}
