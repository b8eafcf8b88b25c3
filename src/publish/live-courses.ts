// In `npm run dev`: as soon as the courses have changed, Astro forgets which pages there were and the browser loads its
// page again. Astro would do both by itself, half a second later, when it has written its store.
// Not here: noticing changes (course/loader.ts), telling problems (problem-overlay.ts).
import { subscribe } from 'node:diagnostics_channel';
import type { AstroIntegration } from 'astro';

/** What Astro sends itself when content has changed. */
const CHANGED = 'astro:content-changed';

export function liveCourses(): AstroIntegration {
  return {
    name: 'lectern-live-courses',
    hooks: {
      'astro:server:setup': ({ server }) => {
        subscribe('lectern:courses-changed', () => {
          const { client, ...others } = server.environments;
          for (const { hot } of Object.values(others)) hot.send(CHANGED, {});
          client.hot.send({ type: 'full-reload', path: '*' });
        });
      },
    },
  };
}
