// Runs every rule over one course. A rule is a file beside this one: course in, problems out, nothing else.
// Not here: problems of single fences and markup, which are found where these are rendered (markdown/).
import type { LinkResolver } from '../links/link-resolver.ts';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { checkExercises } from './exercises.ts';
import { checkFences } from './fences.ts';
import { checkGlossary } from './glossary.ts';
import { checkImages } from './images.ts';
import { checkLinks } from './links.ts';
import { checkMinutes } from './minutes.ts';
import { checkObjectives } from './objectives.ts';
import { checkPrerequisites } from './prerequisites.ts';
import { checkReferences } from './references.ts';
import { checkTables } from './tables.ts';

export function checkCourse(course: CourseDraft, addresses: LinkResolver): Problem[] {
  return [
    ...checkLinks(course, addresses),
    ...checkImages(course, addresses),
    ...checkReferences(course),
    ...checkTables(course),
    ...checkFences(course),
    ...checkObjectives(course),
    ...checkPrerequisites(course),
    ...checkMinutes(course),
    ...checkExercises(course),
    ...checkGlossary(course, addresses),
  ];
}
