// In `npm run dev`, shows errors in the content in Vite's error overlay, until they are corrected.
// Not here: finding them (course/), printing them (course/problems.ts).
import { subscribe } from 'node:diagnostics_channel';
import type { AstroIntegration } from 'astro';
import { printProblems, type Problem } from '../course/problems.ts';

export function problemOverlay(): AstroIntegration {
  return {
    name: 'lectern-problem-overlay',
    hooks: {
      'astro:server:setup': ({ server }) => {
        let errors: readonly Problem[] = [];
        const { hot } = server.environments.client;
        const show = (): void => {
          const [first] = errors;
          if (!first) return;
          const { file, line, column } = first.place;
          hot.send({
            type: 'error',
            err: {
              message: printProblems(errors),
              stack: '',
              plugin: 'lectern',
              loc: { file, line, column },
            },
          });
        };
        subscribe('lectern:content-problems', (message) => {
          const before = errors.length;
          errors = (message as readonly Problem[]).filter(({ grade }) => grade === 'error');
          if (errors.length > 0) show();
          else if (before > 0) hot.send({ type: 'full-reload' });
        });
        // A page that is opened while there are errors gets them too.
        hot.on('vite:client:connect', show);
      },
    },
  };
}
