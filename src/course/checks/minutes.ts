// Minutes that an author states are within a factor of two of what the text's length suggests.
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { estimateMinutes } from '../outline/reading-time.ts';

export function checkMinutes(course: CourseDraft): Problem[] {
  return course.chapters.flatMap((chapter): Problem[] => {
    const stated = course.stated.get(chapter.id);
    const minutes = stated?.data.minutes;
    const estimated = estimateMinutes(chapter.tree);
    if (!stated || minutes === undefined || (minutes <= 2 * estimated && estimated <= 2 * minutes)) return [];
    return [
      {
        grade: 'warning',
        code: 'minutes-off',
        place: { file: chapter.source.file, line: stated.lineOf(['minutes']), column: 1 },
        text: `The chapter says ${minutes} minutes; its length suggests ${estimated}.`,
        hint: `Write "minutes: ${estimated}", or leave it out.`,
      },
    ];
  });
}
