// What a site offers besides its pages. The publisher decides for all courses alike, since each offer costs build time and space on
// the host; so the settings are here and not in a course's front matter. An offer set to false is left out with all links to it.

export const offers = {
  /** Beside each page its Markdown as the author wrote it, and `llms.txt` with `llms-full.txt` at the site's root. */
  markdown: true,
  /** `<course>/<course>.epub`, for e-readers. */
  epub: true,
  /** `<course>/print.html`, the whole course as one page; `npm run pdf` prints it. */
  onePage: true,
  /** `<course>/examples.zip`, every listing as a file. */
  examples: true,
  /** `<course>/feed.xml`, the chapters by the date they changed in Git. */
  feed: true,
  /** What search engines read of a course and its chapters (JSON-LD). */
  structuredData: true,
  /** *Keep this course offline*, and a site that browsers install as an app. */
  offline: true,
};
