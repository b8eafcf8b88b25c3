// The courses of this site, which the notebook and the review list in an attribute for their scripts
// (components/RecordPage.astro).

export interface SiteCourse {
  readonly id: string;
  readonly title: string;
}

export function siteCoursesOf(attribute: string | undefined): readonly SiteCourse[] {
  return JSON.parse(attribute || '[]') as SiteCourse[];
}
