// What browsers ask for before they install a site as an app. Addresses are relative to this file, so it is right at any path.
import type { APIRoute } from 'astro';
import { getCourses } from '../course/courses.ts';
import { sharedLanguage } from '../languages/index.ts';

export const GET: APIRoute = async () => {
  const courses = await getCourses();
  const [only, ...others] = courses;
  const name = only && others.length === 0 ? only.title : 'Lectern';
  const manifest = {
    name,
    short_name: name.length > 12 ? 'Lectern' : name,
    lang: sharedLanguage(courses.map(({ language }) => language)),
    start_url: './index.html',
    scope: './',
    display: 'standalone',
    background_color: '#fbf8f1',
    theme_color: '#fbf8f1',
    icons: [
      { src: './favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: './apple-touch-icon.png', sizes: '180x180', type: 'image/png' },
    ],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
};
