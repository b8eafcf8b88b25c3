// Names and units of the results. Two or three digits: an estimate has no more.
import type { CapacitySnapshot } from '../../sim/models/capacity-estimator.ts';

export type ResultId = CapacitySnapshot['results'][number]['id'];

export const NAMES: Readonly<Record<ResultId, string>> = {
  requests: 'Requests in the period',
  mean: 'On average',
  peak: 'At the peak',
  writes: 'Of these, writes',
  cores: 'Processors for that',
  network: 'On the network',
  stored: 'Written in the period',
};

export function showValue(id: ResultId, value: number): string {
  switch (id) {
    case 'requests':
      return plural(value, 'request');
    case 'mean':
    case 'peak':
    case 'writes':
      return `${plural(value, 'request')}/s`;
    case 'cores':
      return plural(value, 'core');
    case 'network':
      return `${bytes(value)}/s`;
    case 'stored':
      return bytes(value);
  }
}

function plural(value: number, noun: string): string {
  const shown = digits(value);
  return `${shown} ${noun}${shown === '1' ? '' : 's'}`;
}

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'];

function bytes(kilobytes: number): string {
  let value = kilobytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${digits(value)} ${UNITS[unit] ?? ''}`;
}

/** 7.11 → "7.1", 533.3 → "533", 240,000 → "240,000", 3,200,000 → "3.2 million", 0.01157 → "0.012". */
export function digits(value: number): string {
  if (value >= 999_500) {
    const [of, unit] = value < 999_500_000 ? [1e6, 'million'] : [1e9, 'billion'];
    return `${digits(value / of)} ${unit}`;
  }
  if (value >= 1000) return (Math.round(value / 100) * 100).toLocaleString('en');
  if (value >= 9.95) return String(Math.round(value));
  return value >= 0.95 || value === 0
    ? String(Math.round(value * 10) / 10)
    : String(Number(value.toPrecision(2)));
}
