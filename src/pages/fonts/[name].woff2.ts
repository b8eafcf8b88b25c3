// The site's font files, cut at build.
import type { APIRoute } from 'astro';
import { interfaceFontFile, interfaceFontNames } from '../../styles/interface-font.ts';
import { fontFile, fontNames } from '../../styles/reading-font.ts';

export function getStaticPaths(): { params: { name: string }; cacheKey: string }[] {
  return [...fontNames, ...interfaceFontNames].map((name) => ({ params: { name }, cacheKey: name }));
}

export const GET: APIRoute = async ({ params }) => {
  const name = params['name'] ?? '';
  const file = interfaceFontNames.includes(name) ? interfaceFontFile(name) : fontFile(name);
  return new Response(await file, { headers: { 'content-type': 'font/woff2' } });
};
