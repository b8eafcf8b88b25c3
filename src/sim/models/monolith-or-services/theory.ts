// Sums, a maximum, and products: what a request takes when its parts are called in turn or side by side, and how often
// all of them are up.
import { wholePower } from '../../elementary.ts';
import type { MonolithOrServicesParams, MonolithOrServicesSnapshot } from '../monolith-or-services.ts';

/** How many times as long a slow piece of work takes. */
export const SLOW_FACTOR = 10;

/** What each service's part of the request takes, its hops included. */
export function partTimes(
  works: readonly number[],
  { callsEach, hopMs }: MonolithOrServicesParams,
): number[] {
  return works.map((work) => work + callsEach * hopMs);
}

export function timeOf(
  times: readonly number[],
  arrangement: MonolithOrServicesParams['arrangement'],
): number {
  if (arrangement === 'side-by-side') return Math.max(...times);
  return times.reduce((sum, time) => sum + time, 0);
}

export function theoryOf(params: MonolithOrServicesParams): MonolithOrServicesSnapshot['theory'] {
  const { services, arrangement, callsEach, hopMs, availabilityPercent, workMs, slowPercent } = params;
  const meanWork = workMs * (1 + (SLOW_FACTOR - 1) * (slowPercent / 100));
  const availability = availabilityPercent / 100;
  const isSum = arrangement === 'in-turn' || services === 1;
  return {
    monolithMeanMs: services * meanWork,
    servicesMeanMs: isSum ? services * (meanWork + callsEach * hopMs) : null,
    monolithAvailability: availability,
    servicesAvailability: wholePower(availability, services),
    metSlowShare: 1 - wholePower(1 - slowPercent / 100, services),
  };
}
