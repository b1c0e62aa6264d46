import { describe, expect, it } from 'vitest';
import { csv, placementRow, type SheetValues } from '../../../../test/support/deanery-sheet.js';
import { planSheets } from '../sheet-planner.js';
import { readSheets } from '../sheet/read-sheets.js';
import { type IntakePlan, type PlanContext, type PlannedRow, type StandingPlacement } from './plan-types.js';
import { rotaPlacements } from './rota-placements.js';

const GRADES = [
  { code: 'F1', name: 'Foundation Year 1' },
  { code: 'F2', name: 'Foundation Year 2' },
  { code: 'ST3', name: 'Specialty Training Year 3' },
];
const SITE = 'ROYAL SUSSEX COUNTY HOSPITAL';
const mapping = (
  postPrefix: string,
  unit: string,
  line: string | null = null,
): PlanContext['mappings'][number] => {
  return { postPrefix, sites: [SITE], unitId: unit, unitName: `Ward ${unit}`, line };
};
const EMPTY: PlanContext = {
  people: [],
  placements: [],
  entered: [],
  absences: [],
  mappings: [mapping('KSS/RYR16/030', 'A'), mapping('KSS/RYR16/030/F2/007', 'B', 'Line 7')],
};
const NOBODY = { gmc: null, gdc: null, publicHealth: null, tisPerson: null };
const TESTONE = {
  personId: 'p1',
  givenName: 'Asha',
  familyName: 'Testone',
  email: null,
  ids: { ...NOBODY, gmc: '9990001' },
  deaneryEmail: null,
};

async function plan(
  rows: readonly SheetValues[],
  context: Partial<PlanContext> = {},
  complete = true,
): Promise<IntakePlan> {
  const sheets = await readSheets([Buffer.from(csv(rows))]);
  return planSheets(sheets, complete, { ...EMPTY, ...context }, GRADES);
}

/** `row 2 WTE "1.2"` for everything that is refused. */
function faults({ rows }: IntakePlan): string[] {
  return rows.flatMap(({ row, problems }) =>
    problems.map(({ column, value }) => `row ${row} ${column} "${value}"`),
  );
}

function standing(
  id: string,
  more: Partial<StandingPlacement['facts']> = {},
  personId: string | null = 'p1',
): StandingPlacement {
  return {
    id,
    personId,
    facts: {
      post: 'KSS/RYR16/030/F2/001',
      from: '2026-08-05',
      to: '2026-12-01',
      kind: 'in-post',
      wteThousandths: 1000,
      gradeCode: 'F2',
      site: SITE,
      specialty: 'Emergency Medicine',
      tisPlacement: null,
      ...more,
    },
    unitId: 'A',
    line: null,
    absenceId: null,
  };
}

const OTHER = { Surname: 'Testtwo', 'GMC Number': '9990002', 'National Post Number': 'KSS/RYR16/030/F2/002' };

describe('every fault of a sheet is named with row, column and value', () => {
  it.each<[string, SheetValues, readonly [column: string, value: string][]]>([
    ['a day that there is not', { 'Date From': '31/02/2026' }, [['Date From', '31/02/2026']]],
    ['a text for a date', { 'Date To': 'August' }, [['Date To', 'August']]],
    ['a year of two digits', { 'Date From': '05/08/26' }, [['Date From', '05/08/26']]],
    ['a year of another age', { 'Date From': '05/08/1026' }, [['Date From', '05/08/1026']]],
    ['an end before the beginning', { 'Date To': '04/08/2026' }, [['Date To', '04/08/2026']]],
    ['more than full time', { WTE: '1.2' }, [['WTE', '1.2']]],
    ['no time at all', { WTE: '0' }, [['WTE', '0']]],
    ['a grade that is not known', { Grade: 'Wizard' }, [['Grade', 'Wizard']]],
    ['a site that is not known', { Site: 'ATLANTIS' }, [['Site', 'ATLANTIS']]],
    [
      'a post without a unit',
      { 'National Post Number': 'X/Y/Z/F2/1' },
      [['National Post Number', 'X/Y/Z/F2/1']],
    ],
    ['a GMC number of six digits', { 'GMC Number': '999001' }, [['GMC Number', '999001']]],
    ['nobody', { 'GMC Number': 'UNKNOWN' }, [['GMC Number', 'UNKNOWN']]],
    ['a type that is not known', { 'Placement Type': 'Secondment' }, [['Placement Type', 'Secondment']]],
    ['a status that is not known', { 'Placement Status': 'Perhaps' }, [['Placement Status', 'Perhaps']]],
    ['a gap with a name', { 'Placement Type': 'HOLD' }, [['Placement Type', 'HOLD']]],
    ['characters that cannot be read', { Surname: 'Test\u0007one' }, [['Surname', 'Test\u0007one']]],
    [
      'several at once',
      { Surname: '', WTE: 'full', Grade: '', 'Date From': '' },
      [
        ['Surname', ''],
        ['Date From', ''],
        ['WTE', 'full'],
        ['Grade', ''],
      ],
    ],
  ])('%s', async (_, wrong, expected) => {
    const found = faults(await plan([placementRow(), placementRow({ ...OTHER, ...wrong })]));
    expect(found.toSorted()).toEqual(expected.map(([column, value]) => `row 3 ${column} "${value}"`).sort());
  });

  it('two people with one GMC number', async () => {
    const rows = [placementRow(), placementRow({ ...OTHER, 'GMC Number': '9990001' })];
    expect(faults(await plan(rows))).toEqual(['row 2 Surname "Testone"', 'row 3 Surname "Testtwo"']);
  });

  it('one person with two GMC numbers', async () => {
    const rows = [
      placementRow({ 'TIS Person ID': '5' }),
      placementRow({ ...OTHER, Surname: 'Testone', 'TIS Person ID': '5' }),
    ];
    expect(faults(await plan(rows))).toEqual(['row 2 GMC Number "9990001"', 'row 3 GMC Number "9990002"']);
  });

  it('numbers that belong to two people here', async () => {
    const other = { ...TESTONE, personId: 'p2', ids: { ...NOBODY, tisPerson: '5' } };
    const found = await plan([placementRow({ 'TIS Person ID': '5' })], { people: [TESTONE, other] });
    expect([faults(found), found.operations.personChanges]).toEqual([['row 2 GMC Number "9990001"'], []]);
  });

  it('a GMC number that belongs to somebody else here', async () => {
    expect(faults(await plan([placementRow({ Surname: 'Other' })], { people: [TESTONE] }))).toEqual([
      'row 2 Surname "Other"',
    ]);
    expect(faults(await plan([placementRow({ Surname: 'Testone-Smith' })], { people: [TESTONE] }))).toEqual(
      [],
    );
  });

  it('full-time placements that overlap by one day, and none that only meet', async () => {
    const next = { 'National Post Number': 'KSS/RYR16/030/F2/002', 'Date To': '06/04/2027' };
    expect(
      faults(await plan([placementRow(), placementRow({ ...next, 'Date From': '02/12/2026' })])),
    ).toEqual([]);
    expect(
      faults(await plan([placementRow(), placementRow({ ...next, 'Date From': '01/12/2026' })])),
    ).toEqual(['row 2 Date From "05/08/2026"', 'row 3 Date From "01/12/2026"']);
    const half = (more: SheetValues): SheetValues => placementRow({ ...more, WTE: '0.5' });
    expect(faults(await plan([half({}), half(next)]))).toEqual([]);
  });

  it('a placement that overlaps one that stands and stays', async () => {
    const context = { people: [TESTONE], placements: [standing('s', { post: 'OTHER/POST/1/F2/1' })] };
    expect(faults(await plan([placementRow()], context))).toEqual(['row 2 Date From "05/08/2026"']);
  });

  it('parental leave that overlaps parental leave, or an absence entered by hand', async () => {
    const leave = (more: SheetValues): SheetValues =>
      placementRow({ 'Placement Type': 'Parental Leave', 'Date From': '01/10/2026', ...more });
    expect(faults(await plan([placementRow(), leave({})]))).toEqual([]);
    const twice = [
      leave({}),
      leave({ 'National Post Number': 'KSS/RYR16/030/F2/002', 'Date From': '02/10/2026' }),
    ];
    expect(faults(await plan(twice))).toEqual([
      'row 2 Date From "01/10/2026"',
      'row 3 Date From "02/10/2026"',
    ]);
    const absence = { id: 'a', personId: 'p1', from: '2026-12-01', to: '2026-12-10' };
    const context = { people: [TESTONE], absences: [absence] };
    expect(faults(await plan([leave({})], context))).toEqual(['row 2 Date From "01/10/2026"']);
    const own = {
      ...standing('s', { kind: 'parental-leave', post: 'KSS/RYR16/030/F2/005', from: '2026-10-01' }),
      absenceId: 'a',
    };
    const moved = await plan([leave({})], { ...context, placements: [own] });
    expect([faults(moved), moved.operations.add.length, moved.operations.remove.length]).toEqual([[], 1, 1]);
  });

  it('being out of programme and in post at once', async () => {
    const rows = [
      placementRow(),
      placementRow({ 'Placement Type': 'OOPR', 'Date From': '01/12/2026', 'Date To': '06/04/2027' }),
    ];
    expect(faults(await plan(rows))).toEqual([
      'row 2 Date From "05/08/2026"',
      'row 3 Date From "01/12/2026"',
    ]);
  });

  it('a row that is there twice', async () => {
    expect(faults(await plan([placementRow(), placementRow()]))).toEqual([
      'row 3 National Post Number "KSS/RYR16/030/F2/001"',
    ]);
  });

  it('a placement in the unit that was entered by hand, unless it is the same', async () => {
    const entered = { id: 'e', personId: 'p1', unitId: 'A', from: '2026-08-05', wteThousandths: 1000 };
    const same = await plan([placementRow()], {
      people: [TESTONE],
      entered: [{ ...entered, to: '2026-12-01' }],
    });
    expect([faults(same), same.operations.adopt.length]).toEqual([[], 1]);
    const other = await plan([placementRow()], { people: [TESTONE], entered: [{ ...entered, to: null }] });
    expect(faults(other)).toEqual(['row 2 Date From "05/08/2026"']);
  });
});

describe('a sheet compared with what stands', () => {
  const states = ({ rows }: IntakePlan): PlannedRow['state'][] => rows.map(({ state }) => state);
  const context = { people: [TESTONE], placements: [standing('s')] };

  it('changes nothing when it says the same', async () => {
    const found = await plan([placementRow()], context);
    expect(states(found)).toEqual(['unchanged']);
    expect(found.operations).toEqual({
      newPeople: [],
      personChanges: [],
      add: [],
      change: [],
      remove: [],
      adopt: [],
    });
  });

  it.each([
    ['Grade', { Grade: 'F1' }, 'F2', 'F1'],
    ['WTE', { WTE: '80%' }, '1', '0.8'],
    ['Date From', { 'Date From': '12/08/2026' }, '05/08/2026', '12/08/2026'],
  ])('knows a placement again whose %s changed', async (field, row, from, to) => {
    const { rows } = await plan([placementRow(row)], context);
    expect(rows).toMatchObject([{ state: 'changed', changes: [{ field, from, to }] }]);
  });

  it('removes what it does not list any more, of its posts and within its days', async () => {
    const placements = [
      standing('gone', { post: 'KSS/RYR16/030/F2/009' }),
      standing('other posts', { post: 'KSS/RYR16/777/F2/001', to: '2026-08-06' }),
      standing('later', { post: 'KSS/RYR16/030/F2/009', from: '2027-04-07', to: '2027-08-03' }),
    ];
    const rows = [placementRow(OTHER)];
    const people = [TESTONE];
    expect((await plan(rows, { people, placements })).operations.remove.map(({ id }) => id)).toEqual([
      'gone',
    ]);
    expect((await plan(rows, { people, placements }, false)).operations.remove).toEqual([]);
  });

  it('removes what the deanery withdraws', async () => {
    const found = await plan([placementRow({ 'Placement Status': 'Delete' }), placementRow(OTHER)], context);
    expect(states(found)).toEqual(['removed', 'added']);
    expect(found.operations.remove.map(({ id }) => id)).toEqual(['s']);
  });

  it('takes one placement out for each that is withdrawn, however often the sheet is read', async () => {
    const rows = [
      placementRow({ 'Placement Status': 'Delete', 'Date To': '03/08/2027' }),
      placementRow(OTHER),
    ];
    const later = standing('later', { from: '2026-10-07' });
    const first = await plan(rows, { people: [TESTONE], placements: [standing('s'), later] }, false);
    expect(first.operations.remove.map(({ id }) => id)).toEqual(['s']);
    const again = await plan(rows, { people: [TESTONE], placements: [later] }, false);
    expect(again.operations.remove).toEqual([]);
    expect(again.rows[0]!.notes).toEqual(['Withdrawn by the deanery; it is not here anyway.']);
  });

  it('fills a gap when somebody comes', async () => {
    const gap = standing('g', { kind: 'hold' }, null);
    const found = await plan([placementRow()], { placements: [gap] });
    expect(states(found)).toEqual(['added', 'removed']);
    const still = await plan([placementRow({ Surname: '', 'GMC Number': '', 'Placement Type': 'HOLD' })], {
      placements: [gap],
    });
    expect(states(still)).toEqual(['unchanged']);
  });

  it('gives posts the unit and line of the longest number that is known', async () => {
    const { rows } = await plan([
      placementRow(),
      placementRow({ ...OTHER, 'National Post Number': 'kss/ryr16/030/f2/007' }),
    ]);
    expect(rows.map(({ unitName, line }) => [unitName, line])).toEqual([
      ['Ward A', null],
      ['Ward B', 'Line 7'],
    ]);
  });
});

describe('placements of rotas', () => {
  const stay = (from: string, to: string, wteThousandths: number, unitId = 'A') => ({
    unitId,
    from,
    to,
    wteThousandths,
  });

  it('do not overlap in a unit: what somebody holds at once is added up', () => {
    expect(
      rotaPlacements([stay('2026-08-05', '2026-12-01', 500), stay('2026-10-01', '2027-01-31', 400)]),
    ).toEqual([
      stay('2026-08-05', '2026-09-30', 500),
      stay('2026-10-01', '2026-12-01', 900),
      stay('2026-12-02', '2027-01-31', 400),
    ]);
  });

  it('stay apart in different units', () => {
    const stays = [stay('2026-08-05', '2026-12-01', 500), stay('2026-08-05', '2026-12-01', 500, 'B')];
    expect(rotaPlacements(stays)).toEqual(stays);
  });
});
