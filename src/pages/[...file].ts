// Files that lie beside the texts and that pages use (pictures, downloads), below their course's folder. An SVG picture is
// written anew from what is allowed in one (course/links/svg-rewrite.ts).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIRoute } from 'astro';
import { getCourses } from '../course/courses.ts';
import { rewriteSvg } from '../course/links/svg-rewrite.ts';
import { ContentProblems } from '../course/problems.ts';
import { displayPath } from '../course/source/source-file.ts';

interface Props {
  /** Path below the content folder. */
  source: string;
}

export async function getStaticPaths(): Promise<{ params: { file: string }; props: Props }[]> {
  const files = (await getCourses()).flatMap((course) => course.files);
  return files.map(({ address, source }) => ({ params: { file: address }, props: { source } }));
}

export const GET: APIRoute<Props> = async ({ props, params }) => {
  const full = path.join(path.resolve(process.env['CONTENT_DIR'] || 'content'), props.source);
  const bytes = await readFile(full).catch((error: unknown) => gone(full, error));
  // Only what is a picture by its bytes is published under this ending. In dev nobody else says the type, and a browser
  // recognizes every kind of picture by its bytes but this one.
  if (!params['file']?.endsWith('.svg')) return new Response(new Uint8Array(bytes));
  const read = rewriteSvg(bytes);
  if ('why' in read) return gone(full, `in line ${read.line}, ${read.why}`);
  return new Response(read.svg, { headers: { 'content-type': 'image/svg+xml' } });
};

/** It could be read when the course was. */
function gone(full: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new ContentProblems([
    {
      grade: 'error',
      code: 'file-unreadable',
      place: { file: displayPath(full), line: 1, column: 1 },
      text: `The file has changed since the build began, and can no longer be published: ${reason}.`,
      hint: 'Build again.',
    },
  ]);
}
