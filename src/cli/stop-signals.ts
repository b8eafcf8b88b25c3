// What a build does when it is told to stop: Ctrl-C, a closed terminal, a machine that shuts down. It ends at once, with
// the exit code that shells expect, after what it has begun is cleared away.
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type StopSignal = keyof typeof SIGNALS;

/** `clearUp` is told the signal, once; when it is done, the process ends. False from it means: let the build finish. */
export function onStop(clearUp: (signal: StopSignal) => Promise<boolean>): void {
  let isStopping = false;
  for (const [signal, exitCode] of Object.entries(SIGNALS) as [StopSignal, number][]) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void clearUp(signal).then((isOver) => {
        if (isOver) process.exit(exitCode);
      });
    });
  }
}
