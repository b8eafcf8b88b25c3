// Python's own server, which many people have without knowing: `python3 -m http.server`, with no options but the port.
import { freePort } from '../free-port.ts';
import { findCommand, runServer, type Host } from './host.ts';

const command = findCommand(['python3'], '--version');

export const python: Host = {
  name: 'python3 -m http.server',
  missing: command === undefined ? 'Python is not installed here' : undefined,
  start: async (folder) => {
    if (command === undefined) throw new Error('Python is not installed here');
    const port = await freePort();
    const options = ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', folder];
    return runServer(command, options, port);
  },
};
