// The four services of an order and what they hold: stock, money, couriers, orders. A service that recognises
// repeated commands remembers its answers by key; one that does not does everything it is told, again.
import type { SagaParams, SagaSnapshot, SagaStep } from '../saga.ts';

const PRICE_CENTS = 3500;
const CUSTOMER_CENTS = 10_000;
const ON_SHELF = 5;

type Holdings = Pick<SagaSnapshot, 'accounts' | 'stock' | 'couriersBooked' | 'ordersConfirmed'>;

/** What a step changes, forwards (+1) or back (−1). */
const EFFECTS: Readonly<Record<SagaStep, (holdings: Holdings, direction: 1 | -1) => Partial<Holdings>>> = {
  stock: ({ stock }, direction) => ({
    stock: { onShelf: stock.onShelf - direction, reserved: stock.reserved + direction },
  }),
  payment: ({ accounts }, direction) => ({
    accounts: {
      customer: accounts.customer - direction * PRICE_CENTS,
      shop: accounts.shop + direction * PRICE_CENTS,
    },
  }),
  shipping: ({ couriersBooked }, direction) => ({ couriersBooked: couriersBooked + direction }),
  confirm: ({ ordersConfirmed }, direction) => ({ ordersConfirmed: ordersConfirmed + direction }),
};

export class Services {
  readonly #params: SagaParams;
  readonly #made = new Map<SagaStep, number>();
  readonly #undone = new Map<SagaStep, number>();
  readonly #answers = new Map<string, boolean>();
  readonly #done = new Map<string, number>();
  readonly #compensationsTried = new Map<SagaStep, number>();
  repeatedEffects = 0;
  #holdings: Holdings = {
    accounts: { customer: CUSTOMER_CENTS, shop: 0 },
    stock: { onShelf: ON_SHELF, reserved: 0 },
    couriersBooked: 0,
    ordersConfirmed: 0,
  };

  constructor(params: SagaParams) {
    this.#params = params;
  }

  /** The answer given before to this command; null for a new one, or where nobody remembers. */
  remembered(step: SagaStep, compensation: boolean): boolean | null {
    return this.#params.idempotent ? (this.#answers.get(keyOf(step, compensation)) ?? null) : null;
  }

  /** Carries a command out, and answers whether it was done. */
  carryOut(step: SagaStep, compensation: boolean): boolean {
    const key = keyOf(step, compensation);
    const ok = compensation ? this.#undo(step) : this.#make(step);
    if (ok || !compensation) this.#answers.set(key, ok); // a failed compensation will be tried again
    if (!ok) return false;
    const times = (this.#done.get(key) ?? 0) + 1;
    this.#done.set(key, times);
    if (times > 1) this.repeatedEffects += 1;
    return true;
  }

  #make(step: SagaStep): boolean {
    if (step === this.#params.failAt) return false;
    this.#change(step, 1);
    this.#made.set(step, this.madeOf(step) + 1);
    return true;
  }

  #undo(step: SagaStep): boolean {
    const tried = (this.#compensationsTried.get(step) ?? 0) + 1;
    this.#compensationsTried.set(step, tried);
    if (tried <= this.#params.compensationFailures) return false;
    this.#change(step, -1);
    this.#undone.set(step, this.undoneOf(step) + 1);
    return true;
  }

  #change(step: SagaStep, direction: 1 | -1): void {
    this.#holdings = { ...this.#holdings, ...EFFECTS[step](this.#holdings, direction) };
  }

  /** How often the step's effect was made, and below, undone. */
  madeOf(step: SagaStep): number {
    return this.#made.get(step) ?? 0;
  }

  undoneOf(step: SagaStep): number {
    return this.#undone.get(step) ?? 0;
  }

  holdings(): Holdings & Pick<SagaSnapshot, 'priceCents'> {
    return { ...this.#holdings, priceCents: PRICE_CENTS };
  }

  /** Whether the services hold exactly what `orders` orders leave behind: one when completed, none when undone. */
  holdExactly(orders: number): boolean {
    const { accounts, stock, couriersBooked, ordersConfirmed } = this.#holdings;
    const moneyIsRight =
      accounts.shop === orders * PRICE_CENTS && accounts.customer === CUSTOMER_CENTS - accounts.shop;
    const stockIsRight = stock.reserved === orders && stock.onShelf === ON_SHELF - orders;
    return moneyIsRight && stockIsRight && couriersBooked === orders && ordersConfirmed === orders;
  }
}

/** The key that a command carries, so that its repetition can be known for what it is. */
function keyOf(step: SagaStep, compensation: boolean): string {
  return compensation ? `${step}/undo` : step;
}
