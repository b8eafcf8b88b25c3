// When something is due, in words.

/** The day, and on this very day the time too: "December 1, 2026" says nothing to who reads it on December 1. */
export function dayOf(at: number, now: number, language: string | undefined): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    ...(isToday ? { timeStyle: 'short' } : {}),
  }).format(at);
}
