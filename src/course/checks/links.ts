// Every link leads somewhere: to a page, a heading, a file beside the text, or another site.
import { addressKind } from '../links/address-kind.ts';
import type { LinkResolver } from '../links/link-resolver.ts';
import type { CourseDraft } from '../read-course.ts';
import type { Problem } from '../problems.ts';
import { addressesIn } from '../links/written-addresses.ts';
import { pagesOf } from './pages.ts';

export function checkLinks(course: CourseDraft, addresses: LinkResolver): Problem[] {
  return pagesOf(course).flatMap(({ tree, page, name, source }) =>
    addressesIn(tree).flatMap(({ kind, url, isSanitized, line, column }): Problem[] => {
      if (kind !== 'link' || (isSanitized && hasScheme(url))) return [];
      const target = addresses.link(url, page, name);
      return 'broken' in target ? [{ ...target.problem, place: { file: source.file, line, column } }] : [];
    }),
  );
}

/** In HTML these are reported by the sanitizer. */
function hasScheme(url: string): boolean {
  return !['relative', 'other-host'].includes(addressKind(url));
}
