// Clients, nodes and wires around one shared value. Each client talks to its own node; the wire between the
// sides can be cut, and then loses what is on it and what is sent into it.
import type { Engine, Process } from '../../engine.ts';
import { Messages } from '../../messages.ts';
import type { Moving } from '../../model.ts';
import { Random } from '../../random.ts';
import type {
  Outcome,
  PartitionAction,
  PartitionMessage,
  PartitionParams,
  PartitionSnapshot,
} from '../partition.ts';
import { Outcomes } from './outcomes.ts';
import { clientOf, crossesLink, LOCAL_MS, nodeAt, nodeOf, NODES, RIGHT_NODE, sideOf } from './places.ts';
import { begin, confirm, hear, type Next, type QuorumOperation } from './quorum.ts';
import { compare, INITIAL, later, merge, succeed, type Version } from './register.ts';

const REQUEST = 0;
const MESSAGE = 1;
const TIMEOUT = 2;

/** A message as the model sends it: what the picture shows, and the version it carries. */
interface Wire extends PartitionMessage {
  readonly version: Version | null;
}

interface Operation {
  readonly id: number;
  readonly kind: Outcome['kind'];
  readonly node: number;
  readonly startedAt: number;
  /** The newest version acknowledged when it began: a read that returns an older one is stale. */
  readonly expected: Version;
}

export class Partition implements Process<PartitionSnapshot, PartitionAction> {
  readonly #engine: Engine;
  readonly #params: PartitionParams;
  readonly #arrivals: Random;
  readonly #choices: Random;
  readonly #messages: Messages<Wire>;
  readonly #held: Version[] = Array.from({ length: NODES }, () => INITIAL);
  readonly #ordersGiven = [0, 0, 0];
  readonly #operations = new Map<number, Operation>();
  readonly #atQuorum = new Map<number, QuorumOperation>();
  readonly #outcomes: Outcomes;
  readonly #discarded = new Set<number>();
  #linkIsUp = true;
  #linkSince = 0;
  #begun = 0;
  #writes = 0;
  #newestAcknowledged: Version = INITIAL;

  constructor(engine: Engine, params: PartitionParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#arrivals = new Random(seed, 'arrivals');
    this.#choices = new Random(seed, 'choices');
    this.#messages = new Messages(engine, MESSAGE);
    this.#outcomes = new Outcomes(params);
    this.#scheduleRequest();
  }

  handle(kind: number, arg: number): void {
    if (kind === MESSAGE) this.#receive(this.#messages.receive(arg));
    else if (kind === TIMEOUT) this.#refuse(arg);
    else {
      const write = this.#choices.chance(this.#params.writeShare);
      this.#begin(write ? 'write' : 'read', this.#choices.below(NODES));
      this.#scheduleRequest();
    }
  }

  act(action: PartitionAction): void {
    switch (action) {
      case 'cut':
        if (!this.#linkIsUp) return;
        this.#setLink(false);
        this.#messages.lose(({ from, to }) => crossesLink(from, to));
        return;
      case 'heal':
        if (this.#linkIsUp) return;
        this.#setLink(true);
        if (this.#params.choice === 'ap') this.#held.forEach((_, node) => this.#copyToOthers(node));
        return;
      case 'write-left':
        return this.#begin('write', 0);
      case 'read-left':
        return this.#begin('read', 1);
      case 'write-right':
        return this.#begin('write', RIGHT_NODE);
      case 'read-right':
        return this.#begin('read', RIGHT_NODE);
    }
  }

  #setLink(up: boolean): void {
    this.#linkIsUp = up;
    this.#linkSince = this.#engine.now;
  }

  #scheduleRequest(): void {
    const meanGapMs = 1000 / this.#params.requestsPerSecond;
    if (meanGapMs < Infinity) this.#engine.schedule(this.#arrivals.exponential(meanGapMs), REQUEST);
  }

  #begin(kind: Outcome['kind'], node: number): void {
    const id = ++this.#begun;
    if (kind === 'write') this.#writes += 1;
    const expected = this.#newestAcknowledged;
    this.#operations.set(id, { id, kind, node, startedAt: this.#engine.now, expected });
    this.#send(clientOf(node), nodeOf(node), 'request', id, null);
  }

  #send(
    from: string,
    to: string,
    kind: Wire['kind'],
    operation: number | null,
    version: Version | null,
  ): void {
    const crosses = crossesLink(from, to);
    const travelMs = crosses ? this.#params.linkMs : LOCAL_MS;
    const message = { kind, operation, write: version?.write ?? null, version };
    if (crosses && !this.#linkIsUp)
      this.#messages.send(from, 'cut', travelMs / 2, { ...message, lost: true });
    else this.#messages.send(from, to, travelMs, { ...message, lost: false });
  }

  #sendToOthers(node: number, kind: Wire['kind'], operation: number | null, version: Version | null): void {
    for (let other = 0; other < NODES; other++) {
      if (other !== node) this.#send(nodeOf(node), nodeOf(other), kind, operation, version);
    }
  }

  #copyToOthers(node: number): void {
    this.#sendToOthers(node, 'copy', null, this.#heldBy(node));
  }

  #receive(message: Moving & Wire): void {
    if (message.lost) return;
    const node = nodeAt(message.to);
    const { operation, version } = message;
    const id = operation ?? 0;
    switch (message.kind) {
      case 'request':
        return this.#beginAt(node, id);
      case 'answer':
        return this.#end(id, version);
      case 'query':
        return this.#send(message.to, message.from, 'reply', id, this.#heldBy(node));
      case 'store':
        if (version !== null) this.#held[node] = later(version, this.#heldBy(node));
        return this.#send(message.to, message.from, 'stored', id, null);
      case 'reply': {
        const waiting = this.#atQuorum.get(id);
        if (waiting !== undefined && version !== null) {
          this.#goOn(waiting, hear(waiting, version, (this.#ordersGiven[node] ?? 0) + 1));
        }
        return;
      }
      case 'stored': {
        const waiting = this.#atQuorum.get(id);
        if (waiting !== undefined) this.#goOn(waiting, confirm(waiting));
        return;
      }
      case 'copy':
        if (version !== null) this.#hearCopy(node, version);
        return;
    }
  }

  #beginAt(node: number, id: number): void {
    const operation = this.#operations.get(id);
    if (operation === undefined) throw new Error(`request ${id} arrives but was not sent`);
    if (this.#params.choice === 'cp') {
      this.#atQuorum.set(id, begin(id, operation.kind, node, this.#heldBy(node)));
      this.#engine.schedule(this.#params.timeoutMs, TIMEOUT, id);
      return this.#sendToOthers(node, 'query', id, null);
    }
    if (operation.kind === 'write') {
      const made = succeed(this.#heldBy(node), id, node, this.#engine.now);
      this.#held[node] = made;
      this.#acknowledge(made);
      this.#copyToOthers(node);
    }
    this.#send(nodeOf(node), clientOf(node), 'answer', id, this.#heldBy(node));
  }

  #goOn(operation: QuorumOperation, next: Next): void {
    const { id, node, kind } = operation;
    if (next.do === 'wait') return;
    if (next.do === 'store') {
      this.#ordersGiven[node] = Math.max(this.#ordersGiven[node] ?? 0, next.version.order);
      this.#held[node] = later(next.version, this.#heldBy(node));
      return this.#sendToOthers(node, 'store', id, next.version);
    }
    this.#atQuorum.delete(id);
    this.#engine.cancel(TIMEOUT, id);
    if (kind === 'write') this.#acknowledge(next.version);
    this.#send(nodeOf(node), clientOf(node), 'answer', id, next.version);
  }

  #hearCopy(node: number, version: Version): void {
    const { held, discarded } = merge(this.#heldBy(node), version);
    this.#held[node] = held;
    if (discarded !== null) this.#discarded.add(discarded.write);
  }

  #acknowledge(version: Version): void {
    this.#newestAcknowledged = later(version, this.#newestAcknowledged);
  }

  /** The node has waited long enough, and tells its client so. */
  #refuse(id: number): void {
    const operation = this.#atQuorum.get(id);
    if (operation === undefined) return;
    this.#atQuorum.delete(id);
    this.#send(nodeOf(operation.node), clientOf(operation.node), 'answer', id, null);
  }

  #end(id: number, version: Version | null): void {
    const operation = this.#operations.get(id);
    if (operation === undefined) throw new Error(`operation ${id} ends but was not begun`);
    this.#operations.delete(id);
    const { kind, node, startedAt, expected } = operation;
    const stale = kind === 'read' && version !== null && compare(version, expected) < 0;
    const outcome = { id, kind, client: clientOf(node), side: sideOf(node), startedAt, stale };
    const ended = { endedAt: this.#engine.now, refused: version === null, write: version?.write ?? null };
    this.#outcomes.add({ ...outcome, ...ended });
  }

  #heldBy(node: number): Version {
    return this.#held[node] ?? INITIAL;
  }

  snapshot(): PartitionSnapshot {
    return {
      now: this.#engine.now,
      link: { up: this.#linkIsUp, since: this.#linkSince },
      nodes: this.#held.map(({ write }, node) => ({ id: nodeOf(node), side: sideOf(node), write })),
      agreed: this.#held.every(({ write }) => write === this.#heldBy(0).write),
      moving: this.#messages.inFlight().map(({ version: _version, ...shown }) => shown),
      waiting: Array.from(this.#operations.values(), ({ id, kind, node, startedAt }) => {
        return { id, kind, client: clientOf(node), startedAt };
      }),
      outcomes: this.#outcomes.latest(),
      left: this.#outcomes.counts('left'),
      right: this.#outcomes.counts('right'),
      writes: this.#writes,
      newestAcknowledged: this.#newestAcknowledged.write,
      discarded: [...this.#discarded].slice(-8),
      discardedCount: this.#discarded.size,
    };
  }
}
