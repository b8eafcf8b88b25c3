// nginx with a recipe of the manual: the recipe's server block as it stands, in the smallest configuration that holds it.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { complaintsOf, findCommand, runServer, type Host } from './host.ts';
import { inServerFolder } from './host-root.ts';

const command = findCommand(['nginx', '/usr/sbin/nginx'], '-v');

/** `course.conf` as the manual shows it; its address and folder are the test's. */
export function nginx(name: string, recipe: string): Host {
  const types = command === undefined ? undefined : findTypes(command);
  return {
    name,
    missing: types === undefined ? 'nginx is not installed here' : undefined,
    start: async (folder) => {
      if (command === undefined || types === undefined) throw new Error('nginx is not installed here');
      const port = await freePort();
      return inServerFolder(async (own) => {
        const file = path.join(own, 'nginx.conf');
        writeFileSync(file, configuration(own, types, placeRecipe(recipe, folder, port)));
        const complaints = complaintsOf(command, ['-t', '-q', '-c', file, '-p', own]);
        if (complaints) throw new Error(`nginx refuses the recipe:\n${complaints}`);
        return runServer(command, ['-c', file, '-p', own], port);
      });
    },
  };
}

function placeRecipe(recipe: string, folder: string, port: number): string {
  return recipe
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('root /srv/courses;', `root ${folder};`);
}

/** What a distribution's nginx.conf says around a site's own file: types by name, and where it may write. */
function configuration(own: string, types: string, site: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${own}/${name};`,
  );
  return [
    'daemon off;',
    'master_process off;',
    `pid ${own}/nginx.pid;`,
    'error_log stderr;',
    'events {}',
    'http {',
    `  include ${types};`,
    '  default_type application/octet-stream;',
    '  access_log off;',
    ...temporary,
    site,
    '}',
    '',
  ].join('\n');
}

/** `mime.types` beside the configuration that nginx was built for. */
function findTypes(nginxCommand: string): string | undefined {
  const { stderr } = spawnSync(nginxCommand, ['-V'], { encoding: 'utf8' });
  const [, configured = '/etc/nginx/nginx.conf'] = /--conf-path=(\S+)/.exec(stderr) ?? [];
  const types = path.join(path.dirname(configured), 'mime.types');
  return existsSync(types) ? types : undefined;
}
