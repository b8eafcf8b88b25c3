// Requests, each with the same work for both designs: drawn, timed by theory.ts's sums, and counted. Requests do not
// wait for each other here; queues are another figure's.
import { lognormal, type Distribution } from '../../distributions.ts';
import type { Engine, Process } from '../../engine.ts';
import { Random } from '../../random.ts';
import { Histogram, Tally, Window } from '../../statistics.ts';
import type {
  Latencies,
  MonolithOrServicesParams,
  MonolithOrServicesSnapshot,
  Part,
} from '../monolith-or-services.ts';
import { partTimes, SLOW_FACTOR, theoryOf, timeOf } from './theory.ts';

const MEAN_GAP_MS = 50;
const MOST_SERVICES = 8;
/** Standard deviation ÷ mean of a piece of work that is not slow. */
const WORK_VARIATION = 0.4;
const PERCENTILES_OF = 1000;
const BINS = { widthMs: 4, count: 30 };

const REQUEST = 0;

class Measured {
  readonly #tally = new Tally();
  readonly #recent = new Window(PERCENTILES_OF);
  readonly #histogram = new Histogram(BINS.widthMs, BINS.count);

  add(ms: number): void {
    this.#tally.add(ms);
    this.#recent.add(ms);
    this.#histogram.add(ms);
  }

  latencies(): Latencies {
    const [p50Ms = null, p99Ms = null] = this.#recent.percentiles(50, 99);
    return {
      meanMs: this.#tally.count === 0 ? null : this.#tally.mean,
      p50Ms,
      p99Ms,
      histogram: this.#histogram.shares(),
    };
  }
}

export class BothDesigns implements Process<MonolithOrServicesSnapshot, never> {
  readonly #engine: Engine;
  readonly #params: MonolithOrServicesParams;
  readonly #gaps: Random;
  readonly #works: Random;
  readonly #slowness: Random;
  readonly #failures: Random;
  readonly #monolithFailures: Random;
  readonly #work: Distribution;
  readonly #monolith = new Measured();
  readonly #services = new Measured();
  readonly #parts: readonly Window[];
  #requests = 0;
  #failedMonolith = 0;
  #failedServices = 0;
  #metSlow = 0;
  #last: MonolithOrServicesSnapshot['last'] = null;
  /** The statistics after the last request: a picture is drawn more often than a request comes, and sorting is slow. */
  #statistics: Pick<MonolithOrServicesSnapshot, 'monolith' | 'services' | 'partP99Ms'> | null = null;

  constructor(engine: Engine, params: MonolithOrServicesParams, seed: number) {
    this.#engine = engine;
    this.#params = params;
    this.#gaps = new Random(seed, 'gaps');
    this.#works = new Random(seed, 'works');
    this.#slowness = new Random(seed, 'slowness');
    this.#failures = new Random(seed, 'failures');
    this.#monolithFailures = new Random(seed, 'failures of the monolith');
    this.#work = lognormal(params.workMs, WORK_VARIATION);
    this.#parts = Array.from({ length: params.services }, () => new Window(PERCENTILES_OF));
    this.#schedule();
  }

  handle(): void {
    this.#requests += 1;
    const parts = this.#drawParts();
    const works = parts.map(({ workMs }) => workMs);
    const times = partTimes(works, this.#params);
    const monolithUp = this.#monolithFailures.chance(this.#params.availabilityPercent / 100);
    const servicesUp = parts.every(({ up }) => up);
    const monolithMs = monolithUp ? timeOf(works, 'in-turn') : null;
    const servicesMs = servicesUp ? timeOf(times, this.#params.arrangement) : null;
    if (parts.some(({ slow }) => slow)) this.#metSlow += 1;
    if (monolithMs === null) this.#failedMonolith += 1;
    else this.#monolith.add(monolithMs);
    if (servicesMs === null) this.#failedServices += 1;
    else {
      this.#services.add(servicesMs);
      for (const [at, recent] of this.#parts.entries()) recent.add(times[at] ?? 0);
    }
    this.#last = { number: this.#requests, parts, monolithMs, servicesMs };
    this.#statistics = null;
    this.#schedule();
  }

  act(): void {
    throw new Error('this model has no actions');
  }

  #schedule(): void {
    this.#engine.schedule(this.#gaps.exponential(MEAN_GAP_MS), REQUEST);
  }

  /** Drawn for the largest number of services, so that their number does not change the others' luck. */
  #drawParts(): readonly Part[] {
    const { slowPercent, availabilityPercent, services } = this.#params;
    return Array.from({ length: MOST_SERVICES }, () => {
      const slow = this.#slowness.chance(slowPercent / 100);
      const workMs = this.#work.sample(this.#works) * (slow ? SLOW_FACTOR : 1);
      return { workMs, slow, up: this.#failures.chance(availabilityPercent / 100) };
    }).slice(0, services);
  }

  snapshot(): MonolithOrServicesSnapshot {
    this.#statistics ??= {
      monolith: this.#monolith.latencies(),
      services: this.#services.latencies(),
      partP99Ms: this.#parts.map((recent) => recent.percentiles(99)[0] ?? null),
    };
    return {
      now: this.#engine.now,
      last: this.#last,
      requests: this.#requests,
      failed: { monolith: this.#failedMonolith, services: this.#failedServices },
      metSlow: this.#metSlow,
      ...this.#statistics,
      theory: theoryOf(this.#params),
    };
  }
}
