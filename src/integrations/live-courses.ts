// In `npm run dev`: as soon as the courses have changed, Astro forgets which pages there were and the browser loads its
// page again. Astro would do both by itself, half a second later, when it has written its store.
// Not here: noticing changes (course/loader.ts), telling problems (problem-overlay.ts).
import { subscribe } from 'node:diagnostics_channel';
import type { AstroIntegration } from 'astro';
import type { HotChannelClient } from 'vite';

const RELOAD = { type: 'full-reload', path: '*' } as const;
/** What Astro sends itself when content has changed. */
const CHANGED = 'astro:content-changed';

export function liveCourses(): AstroIntegration {
  return {
    name: 'lectern-live-courses',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const { client, ...others } = server.environments;
        let servedAt = 0;
        let changedAt = 0;
        subscribe('lectern:courses-changed', () => {
          changedAt = performance.now();
          for (const { hot } of Object.values(others)) hot.send(CHANGED, {});
          client.hot.send(RELOAD);
        });
        // A page that was served before the change, and listens only since, has not been told.
        server.middlewares.use((request, _response, next) => {
          if (request.headers.accept?.includes('text/html')) servedAt = performance.now();
          next();
        });
        client.hot.on('vite:client:connect', (_data: unknown, listener: HotChannelClient) => {
          if (changedAt > servedAt) listener.send(RELOAD);
        });
      },
    },
  };
}
