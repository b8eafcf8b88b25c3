// One kind of file that is made from a course's finished pages. Not here: the kinds (epub/, examples.ts, print-page.ts), and
// when they are made (integrations/downloads.ts).
import type { BuiltCourse } from './built-course.ts';

/** The built site that a download is made from. */
export interface BuiltSite {
  readonly outDir: string;
  readonly contentDir: string;
  /** Its address with a slash at the end, where it is known. */
  readonly address: string | undefined;
}

export interface Download {
  /** Name of the file in the course's folder. */
  fileName(course: BuiltCourse): string;
  /** Files and folders of the program whose changes change the download. */
  readonly code: readonly string[];
  /** Undefined where there is nothing to make for this course. */
  plan(course: BuiltCourse, site: BuiltSite): PlannedDownload | undefined;
}

export interface PlannedDownload {
  /** Everything in the site that the file depends on: as long as it is the same, the cached file is used. */
  readonly inputs: readonly string[];
  make(): Uint8Array;
}
