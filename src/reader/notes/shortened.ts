/** The beginning of a text that is longer than `most`, cut between words. */
export function shortened(text: string, most = 160): string {
  return text.length <= most
    ? text
    : `${text
        .slice(0, most)
        .replace(/\s+\S*$/, '')
        .toWellFormed()} …`;
}
