// The courses of this site, which the pages of the notebook and the review list in an attribute for their scripts.

export interface SiteCourse {
  readonly id: string;
  readonly title: string;
}

export function siteCoursesOf(attribute: string | undefined): readonly SiteCourse[] {
  return JSON.parse(attribute || '[]') as SiteCourse[];
}
