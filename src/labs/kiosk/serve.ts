// `npm run kiosk`: Kiosk's API on a real port, for curl. PORT chooses the port; the database lives as long as the process.
// Not here: the application (app.ts).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import { createKiosk, type Kiosk } from './app.ts';
import { fillDatabase } from './database.ts';

const database = await PGlite.create();
await fillDatabase(database);
const kiosk = createKiosk({ database, clock: () => new Date(), newRequestId: () => crypto.randomUUID() });

const server = createServer((incoming, outgoing) => {
  passOn(kiosk, incoming, outgoing).catch((error: unknown) => {
    console.error(error);
    outgoing.destroy();
  });
});
server.listen(Number(process.env['PORT'] ?? 8787), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  console.log(
    `Kiosk listens on http://127.0.0.1:${String(port)}; try curl -i -H 'Authorization: Bearer alice-token' http://127.0.0.1:${String(port)}/v2/orders`,
  );
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    void database.close();
  });
}

/** Converts Node's request to a Web request, and the Web response back. */
async function passOn(app: Kiosk, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const response = await app.fetch(
    new Request(new URL(incoming.url ?? '/', 'http://kiosk.example'), {
      method,
      headers,
      ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(chunks) }),
    }),
  );
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
