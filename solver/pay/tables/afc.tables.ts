import { type PayPoint, type PayTable } from './table.js';

export interface BandPoint extends PayPoint {
  readonly band: number;
}

/** Salaries under Agenda for Change, England, by band and step. */
export const afcTables: readonly PayTable<BandPoint>[] = [
  {
    effectiveFrom: '2025-04-01',
    printedUntil: '2026-03-31',
    source: 'Agenda for Change pay scales, England, 2025/26',
    evidence: 'S',
    points: {
      'B2-1': step(2, 'Band 2', 24_465),
      'B3-1': step(3, 'Band 3, entry', 24_937),
      'B3-2': step(3, 'Band 3, top', 26_598),
      'B4-1': step(4, 'Band 4, entry', 27_485),
      'B4-2': step(4, 'Band 4, top', 30_162),
      'B5-1': step(5, 'Band 5, entry', 31_049),
      'B5-2': step(5, 'Band 5, intermediate', 33_487),
      'B5-3': step(5, 'Band 5, top', 37_796),
      'B6-1': step(6, 'Band 6, entry', 38_682),
      'B6-2': step(6, 'Band 6, intermediate', 40_823),
      'B6-3': step(6, 'Band 6, top', 46_580),
      'B7-1': step(7, 'Band 7, entry', 47_810),
      'B7-2': step(7, 'Band 7, intermediate', 50_273),
      'B7-3': step(7, 'Band 7, top', 54_710),
      'B8a-1': step(8, 'Band 8a, entry', 55_690),
      'B8a-2': step(8, 'Band 8a, top', 62_682),
      'B8b-1': step(8, 'Band 8b, entry', 64_455),
      'B8b-2': step(8, 'Band 8b, top', 74_896),
      'B8c-1': step(8, 'Band 8c, entry', 76_965),
      'B8c-2': step(8, 'Band 8c, top', 88_682),
      'B8d-1': step(8, 'Band 8d, entry', 91_342),
      'B8d-2': step(8, 'Band 8d, top', 105_337),
      'B9-1': step(9, 'Band 9, entry', 109_179),
      'B9-2': step(9, 'Band 9, top', 125_637),
    },
  },
];

function step(band: number, name: string, annualPounds: number): BandPoint {
  return { name, annualPence: annualPounds * 100, band };
}
