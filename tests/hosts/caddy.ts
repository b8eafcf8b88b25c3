// Caddy with a recipe of the manual as its Caddyfile.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { complaintsOf, findCommand, runServer, type Host } from './host.ts';
import { inServerFolder } from './host-root.ts';

const command = findCommand(['caddy'], 'version');

/** The `Caddyfile` as the manual shows it; its address and folder are the test's. */
export function caddy(name: string, recipe: string): Host {
  return {
    name,
    missing: command === undefined ? 'Caddy is not installed here' : undefined,
    start: async (folder) => {
      if (command === undefined) throw new Error('Caddy is not installed here');
      const port = await freePort();
      return inServerFolder(async (own) => {
        const file = path.join(own, 'Caddyfile');
        const placed = recipe
          .replace('courses.example.org', `http://localhost:${port}`)
          .replace('root * /srv/courses', `root * ${folder}`);
        writeFileSync(file, `{\n\tadmin off\n}\n${placed}\n`);
        const environment = { XDG_DATA_HOME: own, XDG_CONFIG_HOME: own };
        const args = ['--config', file, '--adapter', 'caddyfile'];
        const complaints = complaintsOf(command, ['validate', ...args], environment);
        if (complaints) throw new Error(`Caddy refuses the recipe:\n${complaints}`);
        return runServer(command, ['run', ...args], port, environment);
      });
    },
  };
}
