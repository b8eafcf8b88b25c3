// A server behind the balancer: one request in work, the others waiting in order. It serves nothing by itself;
// process.ts moves requests in and out.
import { HistoryRecorder, TimeAverage } from '../../statistics.ts';
import type { ServerState } from '../load-balancer.ts';
import { clientId, type Request } from './request.ts';

export const SAMPLE_MS = 250;
const SAMPLES = 120;
const WAITING_SHOWN = 24;

export class Server {
  readonly id: string;
  readonly slowdown: number;
  readonly waiting: Request[] = [];
  readonly busy = new TimeAverage();
  readonly loads = new HistoryRecorder(SAMPLE_MS, SAMPLES);
  serving: Request | null = null;
  startedAt = 0;
  up = true;
  believedUp = true;
  connections = 0;
  dispatched = 0;

  constructor(id: string, slowdown: number) {
    this.id = id;
    this.slowdown = slowdown;
  }

  get load(): number {
    return this.waiting.length + (this.serving === null ? 0 : 1);
  }

  state(now: number): ServerState {
    const { serving } = this;
    return {
      id: this.id,
      slow: this.slowdown > 1,
      up: this.up,
      believedUp: this.believedUp,
      connections: this.connections,
      load: this.load,
      serving: serving && {
        id: serving.id,
        client: clientId(serving.client),
        startedAt: this.startedAt,
        endsAt: this.startedAt + serving.workMs * this.slowdown,
      },
      waiting: this.waiting
        .slice(0, WAITING_SHOWN)
        .map(({ id, client }) => ({ id, client: clientId(client) })),
      dispatched: this.dispatched,
      busyShare: this.busy.meanAt(now),
      loads: this.loads.history(),
    };
  }
}
