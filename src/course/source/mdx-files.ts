// MDX is code of the course's author: it runs on the machine that builds the site. Who builds is told so, and can refuse it.
// Not here: how MDX is read and compiled.
import type { Problem } from '../problems.ts';
import type { CourseFiles } from './content-folder.ts';
import type { SourceFile } from './source-file.ts';

/** One sentence for each course that holds MDX. */
export function mdxNotes(courses: readonly CourseFiles[]): string[] {
  return courses.flatMap((course) => {
    const count = sourcesOf(course).filter(isMdx).length;
    if (count === 0) return [];
    const files =
      count === 1
        ? '1 file is MDX, which is code: it runs'
        : `${count} files are MDX, which is code: they run`;
    return [`${course.file}: ${files} on this machine when the site is built. To refuse code, use --no-mdx.`];
  });
}

/** The courses without their MDX files, each of which becomes an error. */
export function withoutMdx(courses: readonly CourseFiles[], problems: Problem[]): CourseFiles[] {
  return courses.flatMap((course): CourseFiles[] => {
    const refused = sourcesOf(course).filter(isMdx);
    if (refused.length === 0) return [course];
    for (const { file } of refused) {
      problems.push({
        grade: 'error',
        code: 'mdx-refused',
        place: { file, line: 1, column: 1 },
        text: 'This file is MDX, which is code, and --no-mdx (or LECTERN_NO_MDX) refuses code in courses.',
        hint: 'Name it .md if it needs no code, or build without --no-mdx if you trust its author.',
      });
    }
    const { single, index, glossary, chapters, ...rest } = course;
    const kept = chapters.filter(({ source }) => !isMdx(source));
    if (kept.length === 0 && (!single || isMdx(single))) return [];
    return [
      {
        ...rest,
        ...(single && { single }),
        ...(index && !isMdx(index) && { index }),
        ...(glossary && !isMdx(glossary) && { glossary }),
        chapters: kept,
      },
    ];
  });
}

function sourcesOf({ single, index, glossary, chapters }: CourseFiles): SourceFile[] {
  return [single, index, glossary, ...chapters.map(({ source }) => source)].filter(
    (source) => source !== undefined,
  );
}

function isMdx({ format }: SourceFile): boolean {
  return format === 'mdx';
}
