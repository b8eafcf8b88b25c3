/** Asks the browser not to evict the record when storage runs short. */
export async function askToStay(): Promise<void> {
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // Then the record may be evicted; the notebook explains how to save it as a file.
  }
}
