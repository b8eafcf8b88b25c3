// How the two versions write an amount: the breaking change between them.
import type { Version } from './context.ts';

/** Version 1: `{priceCents: 1250}`, the currency left unsaid. Version 2: `{price: {cents: 1250, currency: 'EUR'}}`. */
export function showMoney(name: string, cents: number, version: Version): Record<string, unknown> {
  return version === 1 ? { [`${name}Cents`]: cents } : { [name]: { cents, currency: 'EUR' } };
}
