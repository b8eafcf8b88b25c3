// A request on its way through a load balancer: its state in the model, and how a picture of it is described.
import type { MovingRequest } from '../load-balancer.ts';
import type { Server } from './server.ts';

/** Time on each of the four wires of a request's way (client, balancer, server and back): visible, not realistic. */
export const HOP_MS = 100;

export interface Request {
  readonly id: number;
  readonly client: number;
  readonly arrivedAt: number;
  readonly workMs: number;
  server: Server | null;
  /** The wire it is on; null while it is at a server. */
  wire: 'to-balancer' | 'to-server' | 'from-server' | 'to-client' | null;
  departAt: number;
  failed: boolean;
}

/** The request as something that moves; nothing while it is at a server. */
export function movingRequest(request: Request): MovingRequest[] {
  const { wire, server, departAt, failed } = request;
  if (wire === null) return [];
  const client = clientId(request.client);
  const serverId = server?.id ?? 'balancer';
  const [from, to] = {
    'to-balancer': [client, 'balancer'] as const,
    'to-server': ['balancer', serverId] as const,
    'from-server': [serverId, 'balancer'] as const,
    'to-client': ['balancer', client] as const,
  }[wire];
  const direction = wire === 'to-balancer' || wire === 'to-server' ? 'request' : 'response';
  return [{ id: request.id, from, to, departAt, arriveAt: departAt + HOP_MS, client, direction, failed }];
}

export function clientId(client: number): string {
  return `client-${client + 1}`;
}

/** From the block that is reserved for documentation (RFC 5737). */
export function addressOf(client: number): string {
  return `203.0.113.${client + 10}`;
}
