// What a site offers besides its pages. It is the publisher's to decide, for all courses alike: each costs time to build and
// room on the host, and a course's text drops in unedited from anywhere. So it stands here and not in front matter.
// Set one to false, and neither the files nor the words that lead to them are made.

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
