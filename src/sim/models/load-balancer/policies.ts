// Which server gets the next request: one function per policy. They see what a balancer sees (its own count of
// open connections), not the servers' insides.
import { hashText, type Random } from '../../random.ts';
import type { Policy } from '../load-balancer.ts';

/** A server as its balancer knows it. */
export interface Candidate {
  readonly connections: number;
}

/** Chooses among healthy candidates, of which there is at least one; `address` is the client's. */
export type Choose = <C extends Candidate>(healthy: readonly C[], address: string) => C | undefined;

/** A policy with a memory of its own, where it has one. `random` is its own stream of luck. */
export function choosing(policy: Policy, random: Random, seed: number): Choose {
  let turn = 0;
  switch (policy) {
    case 'round-robin':
      return (healthy) => healthy[turn++ % healthy.length];
    case 'least-connections':
      return (healthy) => {
        // Equally good servers take turns: always taking the first would fill the low numbers.
        const fewest = Math.min(...healthy.map((server) => server.connections));
        const best = healthy.filter((server) => server.connections === fewest);
        return best[turn++ % best.length];
      };
    case 'ip-hash':
      return (healthy, address) => healthy[hashText(address, seed) % healthy.length];
    case 'two-choices':
      return (healthy) => {
        const first = random.below(healthy.length);
        const second = (first + 1 + random.below(Math.max(healthy.length - 1, 1))) % healthy.length;
        const [a, b] = [healthy[first], healthy[second]];
        return a && b && b.connections < a.connections ? b : a;
      };
    case 'random':
      return (healthy) => healthy[random.below(healthy.length)];
  }
}
