// `npm start` and `npm run preview`: serves the built folder as any static host would, compressed. PORT and OUT_DIR in
// the environment choose where; `--base /a/b/` serves it below a path, to try what a publisher will meet.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { startServer } from './static-server.ts';

const folder = path.resolve(process.env['OUT_DIR'] || 'dist');
const port = Number(process.env['PORT'] ?? 4321);
const at = process.argv.indexOf('--base');
const base = at < 0 ? '/' : (process.argv[at + 1] ?? '/');

if (!existsSync(path.join(folder, 'index.html'))) {
  console.error(`There is no built site in "${folder}".\nBuild it first: npm run build`);
  process.exitCode = 1;
} else {
  try {
    const { url } = await startServer(folder, { port, base });
    console.log(`Lectern is at ${url} (Ctrl-C stops it).`);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    console.error(
      taken ? `Port ${port} is in use.\nChoose another: PORT=${port + 1} npm run preview` : error,
    );
    process.exitCode = 1;
  }
}
