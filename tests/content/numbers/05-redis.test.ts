// What "Replication, Failover and Cluster" and "Write-through" say of Redis, done with real servers.
// Not here: the chapter's own fences (tests/examples). Skipped where no redis-server is installed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isInstalled } from '../../examples/process.ts';
import { freePort } from '../../free-port.ts';
import { chapter } from '../chapter-text.ts';

const text = chapter('05-caching-strategies');
const installed = await isInstalled('redis-server');
const cleanUps: (() => Promise<void> | void)[] = [];

describe.skipIf(!installed)('Redis', () => {
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  test('a failover loses an acknowledged delete, and the old price is back', async () => {
    const primary = await startServer();
    const replica = await startServer('--replicaof', '127.0.0.1', String(primary.port));
    await primary.client.set('product:42', '24.90');
    await vi.waitFor(async () => expect(await replica.client.get('product:42')).toBe('24.90'), 10_000);

    // The replica's link is cut, as between machines: it now looks for its primary where nobody listens.
    await replica.client.sendCommand(['REPLICAOF', '127.0.0.1', String(await freePort())]);
    expect(await primary.client.del('product:42')).toBe(1);
    primary.process.kill('SIGKILL');
    await once(primary.process, 'exit');
    await replica.client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    expect(await replica.client.get('product:42')).toBe('24.90');
  });

  test('a primary that restarts empty empties its replica', async () => {
    const primary = await startServer();
    const replica = await startServer('--replicaof', '127.0.0.1', String(primary.port));
    await primary.client.set('product:42', '24.90');
    await vi.waitFor(async () => expect(await replica.client.get('product:42')).toBe('24.90'), 10_000);
    primary.client.destroy();
    primary.process.kill('SIGKILL');
    await once(primary.process, 'exit');

    await startServer('--port', String(primary.port));
    await vi.waitFor(async () => expect(await replica.client.get('product:42')).toBeNull(), 15_000);
  });

  test('keys with the same braces share a slot, and a command across slots is refused', async () => {
    const { client } = await startServer('--cluster-enabled', 'yes');
    const slot = (key: string) => client.sendCommand(['CLUSTER', 'KEYSLOT', key]);
    expect(await slot('{product:42}:en')).toBe(await slot('{product:42}:de'));
    expect(await slot('product:v1:42')).not.toBe(await slot('product:v1:7'));
    expect(await client.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '16383'])).toBe('OK');
    await expect(client.sendCommand(['CLUSTER', 'ADDSLOTS', '16384'])).rejects.toThrow('out of range');
    await expect(client.sendCommand(['DEL', 'product:v1:42', 'product:v1:7'])).rejects.toThrow('CROSSSLOT');
    const coverage = await client.sendCommand(['CONFIG', 'GET', 'cluster-require-full-coverage']);
    expect(coverage).toEqual({ 'cluster-require-full-coverage': 'yes' });
  });

  test('a fill that began before a write overwrites it, unless it stores only what is absent', async () => {
    const { client } = await startServer();
    const lateFill = '24.90'; // selected before the writer committed 19.90
    await client.set('product:42', '19.90');
    await client.set('product:42', lateFill, { condition: 'NX' });
    expect(await client.get('product:42')).toBe('19.90');
    await client.set('product:42', lateFill);
    expect(await client.get('product:42')).toBe(lateFill);
  });

  test('the settings that the chapter calls defaults', async () => {
    const { client } = await startServer();
    expect(await client.configGet('maxmemory-policy')).toEqual({ 'maxmemory-policy': 'noeviction' });
    expect(await client.configGet('maxmemory-samples')).toEqual({ 'maxmemory-samples': '5' });
    expect(await client.configGet('tracking-table-max-keys')).toEqual({
      'tracking-table-max-keys': '1000000',
    });
    expect(text.says('a million keys by default')).toBe(true);
  });
});

/** A server without persistence on a port of its own, and a client that is connected to it. */
async function startServer(...settings: readonly string[]) {
  const at = settings.indexOf('--port');
  const port = at < 0 ? await freePort() : Number(settings[at + 1]);
  const folder = mkdtempSync(join(tmpdir(), 'lectern-redis-'));
  const options = [
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
    '--repl-diskless-sync-delay',
    '0',
  ];
  const server: ChildProcess = spawn('redis-server', ['--port', String(port), ...options, ...settings], {
    stdio: 'ignore',
  });
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  client.on('error', () => undefined); // it reconnects until the server is up, and when a test has killed it
  cleanUps.push(async () => {
    if (client.isOpen) client.destroy();
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  await client.connect();
  return { port, client, process: server };
}
