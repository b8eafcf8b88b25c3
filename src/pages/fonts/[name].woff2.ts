// The reading face's files, cut at build.
import type { APIRoute } from 'astro';
import { fontFile, fontNames } from '../../styles/reading-font.ts';

export function getStaticPaths(): { params: { name: string }; cacheKey: string }[] {
  return fontNames.map((name) => ({ params: { name }, cacheKey: name }));
}

export const GET: APIRoute = async ({ params }) =>
  new Response(await fontFile(params['name'] ?? ''), { headers: { 'content-type': 'font/woff2' } });
