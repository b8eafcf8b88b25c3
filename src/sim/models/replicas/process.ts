// What happens between users, a primary and its replicas. A user's session is one write and three reads that
// look for it. When the primary fails, records on their way are lost with it.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import { HistoryRecorder } from '../../statistics.ts';
import type { ReplicaMessage, ReplicasAction, ReplicasParams, ReplicasSnapshot } from '../replicas.ts';
import { lacksOwnWrite, ReadCounts, READS, userOf, type Session } from './sessions.ts';
import { missingShare } from './theory.ts';
import { Timeline, type Server } from './timeline.ts';

/** Between a user and a server, or two servers when nothing lags: visible, not realistic. */
const HOP_MS = 100;
const LOG_SHOWN = 16;
const EMPTY = { position: null, session: null, read: null, stale: false } as const;

const WRITE = 0;
const MESSAGE = 1;
const READ = 2;
const PROMOTION = 3;

export class Replication implements Process<ReplicasSnapshot, ReplicasAction> {
  readonly #engine: Engine;
  readonly #params: ReplicasParams;
  readonly #arrivals: Random;
  readonly #lags: Random;
  readonly #routes: Random;
  readonly #timeline: Timeline;
  readonly #messages: Messages<ReplicaMessage>;
  readonly #sessions = new Map<number, Session>();
  readonly #reads = new ReadCounts();
  readonly #recordsBehind = new HistoryRecorder(250, 120);
  #promotionAt: number | null = null;
  #everFailed = false;
  #writes = 0;
  #acknowledged = 0;
  #refusedWrites = 0;
  #lostWrites = 0;
  /** Whom everybody takes for the primary: nobody knows of a failure before there is a new one. */
  #knownPrimary: Server | undefined;
  readonly sampling = {
    everyMs: 250,
    sample: (): void => {
      const { replicas, end } = this.#timeline;
      const behind = replicas.reduce((sum, { position }) => sum + end - position, 0);
      this.#recordsBehind.add(replicas.length === 0 ? 0 : behind / replicas.length);
    },
  };

  constructor(engine: Engine, params: ReplicasParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#lags = new Random(seed, 'lags');
    this.#routes = new Random(seed, 'routes');
    this.#timeline = new Timeline(params.replicas + 1);
    this.#knownPrimary = this.#timeline.primary;
    this.#messages = new Messages(engine, MESSAGE);
    this.#scheduleWrite();
  }

  handle(kind: number, arg: number): void {
    if (kind === WRITE) this.#beginSession();
    else if (kind === READ) this.#sendRead(this.#sessionOf(arg));
    else if (kind === MESSAGE) this.#receive(this.#messages.receive(arg));
    else this.#promote();
  }

  act(action: ReplicasAction): void {
    const { primary, replicas, servers } = this.#timeline;
    if (action === 'fail-primary') {
      if (primary === undefined || replicas.length === 0) return;
      primary.role = 'failed';
      this.#everFailed = true;
      this.#messages.lose(({ kind }) => kind === 'record' || kind === 'confirm');
      this.#promotionAt = this.#engine.now + this.#params.failoverMs;
      return this.#engine.schedule(this.#params.failoverMs, PROMOTION);
    }
    if (primary === undefined) return;
    for (const server of servers.filter(({ role }) => role === 'failed')) {
      server.role = 'replica';
      this.#catchUp(server);
    }
  }

  #scheduleWrite(): void {
    this.#engine.schedule(this.#arrivals.exponential(1000 / this.#params.writesPerSecond), WRITE);
  }

  #beginSession(): void {
    const id = ++this.#writes;
    const session = { id, record: null, readsSent: 0, readsEnded: 0, seen: 0, seenBefore: [] };
    this.#sessions.set(id, session);
    this.#send(userOf(id), this.#knownPrimary?.id ?? '', { kind: 'write', session: id });
    this.#scheduleWrite();
  }

  #send(from: string, to: string, message: Partial<ReplicaMessage> & Pick<ReplicaMessage, 'kind'>): void {
    this.#messages.send(from, to, HOP_MS, { ...EMPTY, ...message });
  }

  #receive(message: Moving & ReplicaMessage): void {
    const server = this.#timeline.servers.find(({ id }) => id === message.to);
    switch (message.kind) {
      case 'write':
        return this.#write(server, this.#sessionOf(message.session));
      case 'read':
        return this.#read(server, this.#sessionOf(message.session), message.read ?? 0);
      case 'record':
        return this.#apply(server, message.position ?? 0);
      case 'confirm':
        return this.#acknowledge(message.position ?? 0);
      case 'ack':
        return this.#scheduleReads(this.#sessionOf(message.session));
      case 'answer':
      case 'refusal':
        if (message.session !== null) this.#endRead(this.#sessionOf(message.session), message);
        return;
    }
  }

  #write(server: Server | undefined, session: Session): void {
    if (server?.role !== 'primary') return this.#refuseWrite(session);
    const record = this.#timeline.append(session.id, this.#engine.now);
    session.record = record;
    server.position = record.position;
    for (const replica of this.#timeline.replicas) this.#ship(server, replica, record.position);
    if (this.#params.replication === 'asynchronous') this.#acknowledge(record.position);
  }

  #refuseWrite({ id }: Session): void {
    this.#refusedWrites += 1;
    this.#sessions.delete(id);
    this.#send(this.#knownPrimary?.id ?? '', userOf(id), { kind: 'refusal' });
  }

  /** Sends a record to a replica: it takes a random time, but does not overtake the one before. */
  #ship(primary: Server, replica: Server, position: number): void {
    const lag = this.#lags.exponential(this.#params.lagMs);
    replica.lastArrivalAt = Math.max(this.#engine.now + lag, replica.lastArrivalAt);
    this.#messages.deliverAt(replica.lastArrivalAt, primary.id, replica.id, {
      ...EMPTY,
      kind: 'record',
      position,
    });
  }

  /** Sends a server all that it lacks at once, as a copy. */
  #catchUp(replica: Server): void {
    const { primary, end } = this.#timeline;
    replica.lastArrivalAt = this.#engine.now;
    if (primary !== undefined && replica.position < end) this.#ship(primary, replica, end);
  }

  #apply(server: Server | undefined, position: number): void {
    if (server === undefined) return;
    server.position = position;
    const { primary } = this.#timeline;
    const waits = this.#timeline.at(position)?.acknowledged === false;
    if (primary !== undefined && waits) this.#send(server.id, primary.id, { kind: 'confirm', position });
  }

  /** Acknowledges the record at this position and all before it that still wait. */
  #acknowledge(position: number): void {
    const { primary } = this.#timeline;
    if (primary === undefined) return;
    let record = this.#timeline.at(position);
    while (record?.acknowledged === false) {
      const { session } = record;
      record.acknowledged = true;
      this.#acknowledged += 1;
      this.#send(primary.id, userOf(session), { kind: 'ack', session, position: record.position });
      record = this.#timeline.at(record.position - 1);
    }
  }

  #scheduleReads(session: Session): void {
    for (let read = 1; read <= READS; read++) {
      this.#engine.schedule(read * this.#params.readAfterMs, READ, session.id);
    }
  }

  #sendRead(session: Session): void {
    const read = ++session.readsSent;
    session.seenBefore.push(session.seen);
    const { replicas } = this.#timeline;
    const { readPolicy, pinSeconds, readAfterMs } = this.#params;
    const pinned = readPolicy === 'pinned' && read * readAfterMs <= pinSeconds * 1000;
    const replica = replicas[this.#routes.below(replicas.length)];
    const target = pinned || replica === undefined ? this.#knownPrimary : replica;
    this.#send(userOf(session.id), target?.id ?? '', { kind: 'read', session: session.id, read });
  }

  #read(server: Server | undefined, session: Session, read: number): void {
    if (server === undefined) return;
    const answer = { session: session.id, read };
    if (server.role === 'failed') {
      this.#reads.refused += 1;
      return this.#send(server.id, userOf(session.id), { kind: 'refusal', ...answer });
    }
    const { position, role } = server;
    const stale = lacksOwnWrite(session, position);
    const backward = position < (session.seenBefore[read - 1] ?? 0);
    if (this.#params.readPolicy === 'position' && role === 'replica' && (stale || backward)) {
      return this.#send(server.id, this.#knownPrimary?.id ?? '', { kind: 'read', ...answer });
    }
    this.#reads.count(read, { stale, backward, primary: role === 'primary' });
    this.#send(server.id, userOf(session.id), { kind: 'answer', ...answer, position, stale });
  }

  #endRead(session: Session, { position }: ReplicaMessage): void {
    session.seen = Math.max(session.seen, Math.min(position ?? 0, this.#timeline.end));
    session.readsEnded += 1;
    if (session.readsEnded === READS) this.#sessions.delete(session.id);
  }

  #promote(): void {
    this.#promotionAt = null;
    const lost = this.#timeline.promote();
    this.#lostWrites += lost.filter(({ acknowledged }) => acknowledged).length;
    for (const session of this.#sessions.values()) {
      // What was seen and is lost cannot be seen again.
      const { end } = this.#timeline;
      session.seen = Math.min(session.seen, end);
      session.seenBefore.forEach((seen, read) => {
        session.seenBefore[read] = Math.min(seen, end);
      });
      if (session.record?.lost === true && !session.record.acknowledged) this.#refuseWrite(session);
    }
    this.#knownPrimary = this.#timeline.primary;
    for (const replica of this.#timeline.replicas) this.#catchUp(replica);
  }

  #sessionOf(id: number | null): Session {
    const session = this.#sessions.get(id ?? 0);
    if (session === undefined) throw new Error(`there is no session ${id}`);
    return session;
  }

  snapshot(): ReplicasSnapshot {
    const { now } = this.#engine;
    const timeline = this.#timeline;
    const { readPolicy, replication, lagMs, writesPerSecond, readAfterMs } = this.#params;
    const steady = readPolicy === 'any' && replication === 'asynchronous' && !this.#everFailed;
    return {
      now,
      servers: timeline.servers.map(({ id, role, position }) => {
        const oldest = timeline.at(position + 1);
        return {
          id,
          role,
          position,
          behind: timeline.end - position,
          behindMs: oldest ? now - oldest.at : 0,
        };
      }),
      log: timeline.latest(LOG_SHOWN).map(({ position, session, at, acknowledged }) => {
        const on = timeline.servers.filter((server) => server.position >= position).map(({ id }) => id);
        return { position, session, at, acknowledged, on };
      }),
      moving: this.#messages.inFlight(),
      promotionAt: this.#promotionAt,
      writes: this.#writes,
      acknowledgedWrites: this.#acknowledged,
      refusedWrites: this.#refusedWrites,
      atRisk: timeline.atRisk,
      lostWrites: this.#lostWrites,
      refusedReads: this.#reads.refused,
      staleReads: this.#reads.stale,
      backwardReads: this.#reads.backward,
      primaryReads: this.#reads.byPrimary,
      stalePrimaryReads: this.#reads.staleByPrimary,
      // The acknowledgement and the read are on their way for a hop each.
      readsByDelay: this.#reads.byDelay(readAfterMs, (delayMs) => {
        return steady ? missingShare(delayMs + 2 * HOP_MS, lagMs, writesPerSecond) : null;
      }),
      recordsBehind: this.#recordsBehind.history(),
    };
  }
}
