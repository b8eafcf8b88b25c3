// For processes that another one of ours has started: without it, they would go on for nobody.

/** Call first. The answer is called when the work is done, and lets go of the one that started it. */
export function endWithParent(): () => void {
  const end = (): never => process.exit(1);
  process.once('disconnect', end);
  return () => {
    process.off('disconnect', end);
    process.disconnect?.();
  };
}
