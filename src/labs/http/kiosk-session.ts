// Kiosk as the chapters talk to it: one application on one database, begun anew when asked. Runs in the worker, and in the
// tests in Node. Not here: the application (kiosk/app.ts).
import { createKiosk, type Kiosk } from '../kiosk/app.ts';
import { fillDatabase, type Database } from '../kiosk/database.ts';
import type { Exchange, HttpRequest } from './message.ts';

export interface KioskSession {
  send(request: HttpRequest): Promise<Exchange>;
  /** Data, clock and rate limits as before the first request. */
  restart(): Promise<void>;
}

export async function openKioskSession(database: Database): Promise<KioskSession> {
  let kiosk: Kiosk;
  const restart = async (): Promise<void> => {
    await fillDatabase(database);
    kiosk = createKiosk({ database });
  };
  await restart();
  return {
    restart,
    async send({ method, target, headers, body }) {
      const began = performance.now();
      const response = await kiosk.fetch(
        new Request(`http://kiosk.example${target}`, {
          method,
          headers: headers.map(([...pair]) => pair),
          ...(body === '' || /^(?:GET|HEAD)$/.test(method) ? {} : { body }),
        }),
      );
      const text = await response.text();
      const ms = performance.now() - began;
      return { status: response.status, headers: [...response.headers], body: text, ms };
    },
  };
}
