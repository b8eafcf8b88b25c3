// Files that lie beside the texts and that pages use (pictures, downloads), at the path they have in the content folder.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIRoute } from 'astro';
import { getCourses } from '../course/courses.ts';

interface Props {
  /** As on disk; in the address some signs are written otherwise. */
  file: string;
}

export async function getStaticPaths(): Promise<{ params: { file: string }; props: Props }[]> {
  const files = new Set((await getCourses()).flatMap((course) => course.files));
  return [...files].map((file) => ({ params: { file }, props: { file } }));
}

export const GET: APIRoute<Props> = async ({ props }) => {
  const folder = path.resolve(process.env['CONTENT_DIR'] || 'content');
  const bytes = new Uint8Array(await readFile(path.join(folder, props.file)));
  // In dev nobody else says so, and a browser recognises every kind of picture by its bytes but this one.
  const isSvg = /\.svg$/i.test(props.file);
  return new Response(bytes, { headers: isSvg ? { 'content-type': 'image/svg+xml' } : {} });
};
