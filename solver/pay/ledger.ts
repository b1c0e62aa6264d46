import { type Fraction, roundToPence, sum } from './exact.js';
import { type PayElementCode } from './elements.js';

/**
 * One sum and where it comes from: `amount` is `quantity` × `rate`, exact and not rounded.
 * Dates are ISO dates, both included.
 */
export interface LedgerEntry {
  readonly element: PayElementCode;
  /** The days that it pays. */
  readonly from: string;
  readonly to: string;
  readonly quantity: Fraction;
  /** Pence for each unit of the element. */
  readonly rate: Fraction;
  readonly amount: Fraction;
  /** How quantity and rate came about, in words and numbers. */
  readonly working: string;
  /** Ids of the shifts that it comes from; empty for what is paid whatever is worked. */
  readonly shiftIds: readonly string[];
}

/** The hours of one shift, and how many of them each element pays more for. */
export interface ShiftHours {
  readonly shiftId: string;
  /** Null: on call from home, and nobody has said how much of it is work. */
  readonly workMin: number | null;
  readonly enhanced: readonly {
    readonly element: PayElementCode;
    /** Which part of the clause: `late-finish`, `saturday`. */
    readonly part: string;
    readonly minutes: number;
  }[];
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Shifts that start on the days that are paid, in the order of their start. */
  readonly shifts: readonly ShiftHours[];
  /** What could not be paid, or needs somebody to look at it. */
  readonly notes: readonly string[];
}

export const EMPTY_LEDGER: Ledger = { entries: [], shifts: [], notes: [] };

export function mergeLedgers(ledgers: readonly Ledger[]): Ledger {
  return {
    entries: ledgers.flatMap(({ entries }) => entries),
    shifts: ledgers.flatMap(({ shifts }) => shifts),
    notes: [...new Set(ledgers.flatMap(({ notes }) => notes))],
  };
}

/** What one element comes to: its entries added up exactly, then rounded once. */
export interface ElementTotal {
  readonly element: PayElementCode;
  readonly quantity: Fraction;
  readonly exact: Fraction;
  readonly pence: number;
  readonly entries: readonly LedgerEntry[];
}

/** In the order in which the elements first appear. */
export function totalsByElement(entries: readonly LedgerEntry[]): ElementTotal[] {
  const groups = new Map<PayElementCode, LedgerEntry[]>();
  for (const entry of entries) groups.set(entry.element, [...(groups.get(entry.element) ?? []), entry]);
  return [...groups].map(([element, own]) => {
    const exact = sum(own.map(({ amount }) => amount));
    const quantity = sum(own.map((entry) => entry.quantity));
    return { element, quantity, exact, pence: roundToPence(exact), entries: own };
  });
}

/** Quantity × rate. */
export function ledgerEntry(entry: Omit<LedgerEntry, 'amount'>): LedgerEntry {
  return { ...entry, amount: entry.quantity.mul(entry.rate) };
}
