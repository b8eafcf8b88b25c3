// `npm start` and `npm run preview`: serves the built folder as any static host would, compressed. `--port` and `--out`
// (or PORT and OUT_DIR in the environment) choose where; `--base /a/b/` serves it below a path, as a publisher's
// host may. Only this machine can reach it, except with `--host`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions } from './options.ts';
import { startServer } from './static-server.ts';

const { outDir, base, isOpenToNetwork } = readOptions(process.argv.slice(2));
const folder = path.resolve(outDir);
const port = Number(process.env['PORT'] ?? 4321);

if (!existsSync(path.join(folder, 'index.html'))) {
  console.error(`There is no built site in "${folder}".\nBuild it first: npm run build`);
  process.exitCode = 1;
} else {
  try {
    const { url } = await startServer(folder, { port, base, isOpenToNetwork });
    const reach = isOpenToNetwork ? 'Other machines in this network can read it. ' : '';
    console.log(`Lectern is at ${url} (Ctrl-C stops it). ${reach}`.trimEnd());
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    console.error(
      taken ? `Port ${port} is in use.\nChoose another: npm run preview -- --port ${port + 1}` : error,
    );
    process.exitCode = 1;
  }
}
