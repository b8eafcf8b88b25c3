// Apache with a recipe of the manual as `.htaccess` in the served folder, in the smallest configuration that allows one.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../free-port.ts';
import { complaintsOf, findCommand, runServer, type Host } from './host.ts';
import { inServerFolder } from './host-root.ts';

const command = findCommand(['apache2', '/usr/sbin/apache2', 'httpd', '/usr/sbin/httpd'], '-v');
const modules = ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/libexec/apache2'].find(
  (folder) => existsSync(path.join(folder, 'mod_dir.so')),
);
const types = ['/etc/mime.types', '/etc/httpd/conf/mime.types', '/etc/apache2/mime.types'].find((file) =>
  existsSync(file),
);

/** Those that a distribution switches on and the recipes name; others may be compiled in. */
const MODULES = ['mpm_event', 'authz_core', 'dir', 'mime', 'filter', 'deflate', 'headers', 'unixd'];

/** The served folder gets the recipe as its `.htaccess`. */
export function apache(name: string, recipe: string): Host {
  const isHere = command !== undefined && modules !== undefined && types !== undefined;
  return {
    name,
    missing: isHere ? undefined : 'Apache is not installed here',
    start: async (folder) => {
      if (command === undefined) throw new Error('Apache is not installed here');
      const port = await freePort();
      return inServerFolder(async (own) => {
        const file = path.join(own, 'apache.conf');
        writeFileSync(path.join(folder, '.htaccess'), `${recipe}\n`);
        writeFileSync(file, configuration(own, folder, port));
        const complaints = complaintsOf(command, ['-t', '-f', file]);
        if (complaints) throw new Error(`Apache refuses the configuration:\n${complaints}`);
        return runServer(command, ['-f', file, '-D', 'FOREGROUND'], port);
      });
    },
  };
}

function configuration(own: string, folder: string, port: number): string {
  const isRoot = process.getuid?.() === 0;
  return [
    `ServerRoot "${own}"`,
    `DefaultRuntimeDir "${own}"`,
    `PidFile "${own}/apache.pid"`,
    `ErrorLog "${own}/error.log"`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    ...MODULES.map(
      (module) =>
        `<IfModule !${module}_module>\nLoadModule ${module}_module "${modules ?? ''}/mod_${module}.so"\n</IfModule>`,
    ),
    // Apache started by root gives its rights up, and these it takes.
    ...(isRoot ? ['User nobody', 'Group nogroup'] : []),
    'StartServers 1',
    `TypesConfig "${types ?? ''}"`,
    `DocumentRoot "${folder}"`,
    'DirectoryIndex index.html',
    `<Directory "${folder}">`,
    '  Require all granted',
    '  AllowOverride FileInfo',
    '</Directory>',
    '',
  ].join('\n');
}
