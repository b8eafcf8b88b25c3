// Files that lie beside the texts and that pages use (pictures, downloads), at the path they have in the content folder.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIRoute } from 'astro';
import { getCourses } from '../course/course.ts';

export async function getStaticPaths(): Promise<{ params: { file: string } }[]> {
  const files = new Set((await getCourses()).flatMap((course) => course.files));
  return [...files].map((file) => ({ params: { file } }));
}

export const GET: APIRoute = async ({ params }) => {
  const folder = path.resolve(process.env['CONTENT_DIR'] ?? 'content');
  return new Response(new Uint8Array(await readFile(path.join(folder, params['file'] ?? ''))));
};
