// In `npm run dev`: errors in the content lie over the page in the words of the terminal, and go when they are mended.
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
        // A page that is opened while something is wrong is told as well.
        hot.on('vite:client:connect', show);
      },
    },
  };
}
