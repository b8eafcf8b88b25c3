// Makes `npm run dev` serve the addresses of the built site (`course/chapter.html`, `course/index.html`).
// Not here: the build, where Astro writes files with these names itself.
import type { AstroIntegration } from 'astro';

export function htmlAddresses(): AstroIntegration {
  return {
    name: 'lectern-html-addresses',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, _response, next) => {
          request.url = request.url?.replace(
            /^(\/(?!@|node_modules|src)[^?#]*?)(?:index)?\.html(?=$|[?#])/,
            '$1',
          );
          next();
        });
      },
    },
  };
}
