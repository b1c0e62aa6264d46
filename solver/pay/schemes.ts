import { payAfc } from './afc/pay-afc.js';
import { payDoctor } from './doctors2016/pay-doctor.js';
import { type Ledger } from './ledger.js';
import { assertPayable, type PaidDays, type PayLine } from './pay-line.js';
import { afcTables } from './tables/afc.tables.js';
import { doctors2016Tables } from './tables/doctors2016.tables.js';
import { type PayTable } from './tables/table.js';

/** How a contract pays. */
export interface PayScheme {
  /** Code of the contract that it belongs to. */
  readonly contractCode: string;
  /** True: pay follows the averages of a rota; false: each shift by itself. */
  readonly averaged: boolean;
  readonly tables: readonly PayTable[];
  /** @throws PayError for a pay point or a date that no table has. */
  pay(line: PayLine, period: PaidDays): Ledger;
}

const SCHEMES: readonly PayScheme[] = [
  { contractCode: 'doctors2016', averaged: true, tables: doctors2016Tables, pay: payDoctor },
  { contractCode: 'afc', averaged: false, tables: afcTables, pay: payAfc },
];

/** How a contract pays; undefined for one whose pay is not known here. */
export function paySchemeOf(contractCode: string): PayScheme | undefined {
  return SCHEMES.find((scheme) => scheme.contractCode === contractCode);
}

export interface KnownPayPoint {
  readonly code: string;
  readonly name: string;
  readonly contractCode: string;
}

/** Every pay point of every table, each once. */
export function payPoints(): KnownPayPoint[] {
  return SCHEMES.flatMap(({ contractCode, tables }) => {
    const points = new Map(tables.flatMap((table) => Object.entries(table.points)));
    return [...points].map(([code, { name }]) => ({ code, name, contractCode }));
  });
}

/**
 * Pays the days of a period that belong to a line.
 *
 * @throws PayError for a contract, pay point, date or shift that cannot be paid, naming it and the way out.
 */
export function payLine(scheme: PayScheme, line: PayLine, period: PaidDays): Ledger {
  assertPayable(line);
  return scheme.pay(line, period);
}
