/** Asks the browser not to throw the record away when the disk gets full; once, with the first note. */
export async function askToStay(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // It may be thrown away then, as everything else; the notebook says how to take it along.
  }
}
