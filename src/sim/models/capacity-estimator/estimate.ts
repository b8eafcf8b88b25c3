// The closed form: products and quotients of what is known. Every result rises with each of the rough numbers that it is
// made from, so its bounds are those numbers' bounds multiplied. Pure.

export interface Inputs {
  readonly users: number;
  readonly requestsEach: number;
  readonly periodSeconds: number;
  readonly peakFactor: number;
  readonly cpuMs: number;
  readonly readShare: number;
  readonly kbEach: number;
  readonly kbStored: number;
  readonly utilization: number;
}

/** Known only to within a factor. */
export const ROUGH = ['users', 'requestsEach', 'peakFactor', 'cpuMs', 'kbEach', 'kbStored'] as const;
export type RoughId = (typeof ROUGH)[number];

/** The results in the order in which they follow from each other, each with the rough numbers that it is made from. */
export const RESULTS = [
  { id: 'requests', from: ['users', 'requestsEach'] },
  { id: 'mean', from: ['users', 'requestsEach'] },
  { id: 'peak', from: ['users', 'requestsEach', 'peakFactor'] },
  { id: 'writes', from: ['users', 'requestsEach', 'peakFactor'] },
  { id: 'cores', from: ['users', 'requestsEach', 'peakFactor', 'cpuMs'] },
  { id: 'network', from: ['users', 'requestsEach', 'peakFactor', 'kbEach'] },
  { id: 'stored', from: ['users', 'requestsEach', 'kbStored'] },
] as const satisfies readonly { readonly id: string; readonly from: readonly RoughId[] }[];
export type ResultId = (typeof RESULTS)[number]['id'];

/** Requests, requests a second (mean, peak, writes at the peak), processor cores, KB a second, KB. */
export function estimate(inputs: Inputs): Readonly<Record<ResultId, number>> {
  const requests = inputs.users * inputs.requestsEach;
  const mean = requests / inputs.periodSeconds;
  const peak = mean * inputs.peakFactor;
  const writeShare = 1 - inputs.readShare;
  return {
    requests,
    mean,
    peak,
    writes: peak * writeShare,
    cores: (peak * inputs.cpuMs) / 1000 / inputs.utilization,
    network: peak * inputs.kbEach,
    stored: requests * writeShare * inputs.kbStored,
  };
}
