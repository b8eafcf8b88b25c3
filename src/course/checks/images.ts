// Every picture exists and has alternative text.
import { addressKind } from '../links/address-kind.ts';
import type { LinkResolver } from '../links/link-resolver.ts';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { addressesIn } from '../links/written-addresses.ts';
import { pagesOf } from './pages.ts';

export function checkImages(course: CourseDraft, addresses: LinkResolver): Problem[] {
  const problems: Problem[] = [];
  for (const { tree, page, name, source } of pagesOf(course)) {
    for (const { kind, url, alt, inHtml, isSanitized, line, column } of addressesIn(tree)) {
      if (kind !== 'image') continue;
      const place = { file: source.file, line, column };
      // Other schemes in HTML are reported by the sanitizer.
      if (!isSanitized || !['unsafe', 'mailto', 'tel'].includes(addressKind(url))) {
        const target = addresses.image(url, page, name);
        if ('missing' in target) problems.push({ ...target.problem, place });
        else problems.push(...(target.problems ?? []));
      }
      // In HTML, alt="" is how an author says that a picture only decorates.
      if (alt?.trim() || (inHtml && alt === '')) continue;
      problems.push({
        grade: 'warning',
        code: 'image-alt-missing',
        place,
        text: 'The picture has no alternative text, so a reader who cannot see it learns nothing from it.',
        hint: 'Say in the square brackets what it shows: ![Requests wait in one queue](queue.png).',
      });
    }
  }
  return problems;
}
