// A stranger's HTML without its comments, in one pass: a pattern would look for the end of each comment that has none
// through all that follows.

/** A comment that is never closed stays. */
export function withoutComments(html: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', at)) {
    const end = html.indexOf('-->', start + 4);
    if (end < 0) break;
    kept.push(html.slice(at, start));
    at = end + 3;
  }
  kept.push(html.slice(at));
  return kept.join('');
}
