// The log of the database and how much of it each server has. Every server holds a prefix of it; a failover
// cuts it at the end of the longest prefix that is left, and what is cut off is lost.

export interface LogRecord {
  readonly position: number;
  readonly session: number;
  readonly at: number;
  acknowledged: boolean;
  lost: boolean;
}

export interface Server {
  readonly id: string;
  role: 'primary' | 'replica' | 'failed';
  /** It has the records up to and with this position. */
  position: number;
  /** When the last record sent to it will arrive: records do not overtake each other. */
  lastArrivalAt: number;
}

export class Timeline {
  readonly servers: Server[];
  readonly #records: LogRecord[] = [];

  constructor(servers: number) {
    this.servers = Array.from({ length: servers }, (_, index) => ({
      id: `server-${index + 1}`,
      role: index === 0 ? 'primary' : 'replica',
      position: 0,
      lastArrivalAt: 0,
    }));
  }

  get end(): number {
    return this.#records.length;
  }

  get primary(): Server | undefined {
    return this.servers.find(({ role }) => role === 'primary');
  }

  get replicas(): Server[] {
    return this.servers.filter(({ role }) => role === 'replica');
  }

  append(session: number, now: number): LogRecord {
    const record = { position: this.end + 1, session, at: now, acknowledged: false, lost: false };
    this.#records.push(record);
    return record;
  }

  at(position: number): LogRecord | undefined {
    return this.#records[position - 1];
  }

  latest(count: number): LogRecord[] {
    return this.#records.slice(-count);
  }

  /** The replica that has most. */
  get mostAdvanced(): Server | undefined {
    return this.replicas.toSorted((a, b) => b.position - a.position)[0];
  }

  /** Acknowledged records that no replica has. */
  get atRisk(): number {
    const safe = this.mostAdvanced?.position ?? 0;
    return this.#records.slice(safe).filter(({ acknowledged }) => acknowledged).length;
  }

  /** Makes the most advanced replica the primary; returns the records that are lost by that. */
  promote(): LogRecord[] {
    const successor = this.mostAdvanced;
    if (successor === undefined) throw new Error('there is no replica to promote');
    successor.role = 'primary';
    const cut = this.#records.splice(successor.position);
    for (const record of cut) record.lost = true;
    for (const server of this.servers) server.position = Math.min(server.position, this.end);
    return cut;
  }
}
