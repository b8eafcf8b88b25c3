// What the steps of the saga are called, forwards and back, and what their services hold. Words only.
import type { SagaSnapshot, SagaStep } from '../../sim/models/saga.ts';

interface StepWords {
  readonly name: string;
  /** What the service is told to do, and to undo. */
  readonly command: string;
  readonly undo: string;
  readonly done: string;
  readonly undone: string;
  readonly refused: string;
}

export const STEP_WORDS: Readonly<Record<SagaStep, StepWords>> = {
  stock: {
    name: 'Stock',
    command: 'reserve',
    undo: 'release',
    done: 'reserved',
    undone: 'released',
    refused: 'sold out',
  },
  payment: {
    name: 'Payment',
    command: 'charge',
    undo: 'refund',
    done: 'charged',
    undone: 'refunded',
    refused: 'declined',
  },
  shipping: {
    name: 'Courier',
    command: 'book',
    undo: 'cancel',
    done: 'booked',
    undone: 'cancelled',
    refused: 'no courier',
  },
  confirm: {
    name: 'Order',
    command: 'confirm',
    undo: 'withdraw',
    done: 'confirmed',
    undone: 'withdrawn',
    refused: 'refused',
  },
};

/** What a service holds now, short enough for its box. */
export function holdingOf(
  step: SagaStep,
  { accounts, stock, couriersBooked, ordersConfirmed }: SagaSnapshot,
): string {
  switch (step) {
    case 'stock':
      return `${stock.reserved} of ${stock.reserved + stock.onShelf} reserved`;
    case 'payment':
      return `shop has ${euros(accounts.shop)}`;
    case 'shipping':
      return `${couriersBooked} booked`;
    case 'confirm':
      return `${ordersConfirmed} confirmed`;
  }
}

/** −3500 → "−€35". */
export function euros(cents: number): string {
  return `${cents < 0 ? '−' : ''}€${Math.abs(cents) / 100}`;
}
