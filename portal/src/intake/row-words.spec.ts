import { describe, expect, it } from 'vitest';
import { type IntakeRow } from './types';
import { placeWords, reasons, rowName, whoWords } from './row-words';

const ROW: IntakeRow = {
  position: 0,
  sheet: 'placements',
  row: 12,
  state: 'changed',
  name: 'Testone, Asha',
  post: 'KSS/RYR16/030/F2/001',
  kind: 'in-post',
  from: '2026-08-05',
  to: '2026-12-01',
  unitName: 'Ward A',
  line: 'Line 3',
  addressMissing: true,
  problems: [],
  notes: ['A note.'],
  changes: [{ field: 'WTE', from: '1', to: '0.8' }],
};

describe('a row of an intake in words', () => {
  it('says where it stands, whom it is about and where they go', () => {
    expect(rowName(ROW)).toBe('Row 12');
    expect(rowName({ ...ROW, row: null })).toBe('Not in the sheet');
    expect(whoWords(ROW)).toBe('Testone, Asha');
    expect(whoWords({ ...ROW, name: null, kind: 'recruit' })).toBe('Gap (RECRUIT)');
    expect(placeWords(ROW)).toEqual([
      'KSS/RYR16/030/F2/001',
      '5 August 2026 to 1 December 2026',
      'Ward A, Line 3',
    ]);
    expect(placeWords({ ...ROW, from: null, unitName: null })).toEqual(['KSS/RYR16/030/F2/001']);
  });

  it('gives each reason a sentence, problems with column and value first', () => {
    const problems = [{ column: 'WTE', value: '1.2', message: 'Too much.' }];
    expect(reasons({ ...ROW, problems })).toEqual([
      'WTE “1.2”: Too much.',
      'WTE: 1 becomes 0.8.',
      'The mail address is missing; ask for it.',
      'A note.',
    ]);
  });
});
