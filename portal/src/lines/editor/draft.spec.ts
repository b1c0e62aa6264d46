import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockOf,
  codeAt,
  DAYS,
  type Draft,
  draftOf,
  filled,
  fits,
  fromTsv,
  isIn,
  linesOf,
  ordered,
  spelled,
  toTsv,
  weeksIn,
  withBlock,
  withLine,
  withoutLine,
  withoutWeek,
  withTurnedLine,
  withWeek,
} from './draft';
import { after, began, redone, undone } from './history';

const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    lines: fc.integer({ min: 1, max: 4 }),
    weeks: fc.integer({ min: 1, max: 4 }),
    codes: fc.array(fc.constantFrom('N', 'L', 'D', ''), { minLength: 112, maxLength: 112 }),
  })
  .map(({ lines, weeks, codes }) =>
    draftOf(
      Array.from({ length: lines }, (_, line) => ({
        name: `Line ${line + 1}`,
        cells: codes.slice(line * 28, line * 28 + weeks * DAYS),
      })),
    ),
  );

const placeIn = (draft: Draft) =>
  fc.record({
    row: fc.integer({ min: 0, max: draft.length * weeksIn(draft) - 1 }),
    column: fc.integer({ min: 0, max: DAYS - 1 }),
  });
const anyWithRange = anyDraft.chain((draft) =>
  fc.record({ draft: fc.constant(draft), from: placeIn(draft), to: placeIn(draft), at: placeIn(draft) }),
);

describe('a template that is being drawn', () => {
  it('takes back what was copied to where it came from', () => {
    fc.assert(
      fc.property(anyWithRange, ({ draft, from, to }) => {
        const copied = fromTsv(toTsv(blockOf(draft, { from, to })));
        const cleared = filled(draft, { from, to }, '');
        expect(withBlock(cleared, ordered({ from, to }).from, copied)).toEqual(draft);
      }),
    );
  });

  it('changes the cells of a block that fits and no others', () => {
    fc.assert(
      fc.property(anyWithRange, ({ draft, from, to, at }) => {
        const block = blockOf(draft, { from, to }).map((row) => row.map(() => 'X'));
        fc.pre(fits(draft, at, block));
        const until = { row: at.row + block.length - 1, column: at.column + block[0]!.length - 1 };
        const pasted = withBlock(draft, at, block);
        for (let row = 0; row < draft.length * weeksIn(draft); row++) {
          for (let column = 0; column < DAYS; column++) {
            const place = { row, column };
            const expected = isIn({ from: at, to: until }, place) ? 'X' : codeAt(draft, place);
            expect(codeAt(pasted, place)).toBe(expected);
          }
        }
      }),
    );
  });

  it('is as before when a line or a week that was added is removed', () => {
    fc.assert(
      fc.property(anyDraft, fc.nat(3), (draft, at) => {
        const line = at % draft.length;
        const week = at % weeksIn(draft);
        expect(withoutLine(withLine(draft, line), line + 1)).toEqual(draft);
        expect(withoutLine(withTurnedLine(draft, line), line + 1)).toEqual(draft);
        expect(withoutWeek(withWeek(draft, week), week + 1)).toEqual(draft);
      }),
    );
  });

  it('comes round when a line is turned as often as it has weeks', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        let turned: Draft = draft.slice(0, 1);
        for (let week = 0; week < weeksIn(draft); week++) turned = withTurnedLine(turned, turned.length - 1);
        expect(turned.at(-1)?.cells).toEqual(draft[0]?.cells);
        expect(new Set(turned.map(({ name }) => name)).size).toBe(turned.length);
      }),
    );
  });

  it('goes back step by step, and forth again', () => {
    fc.assert(
      fc.property(anyDraft, fc.array(fc.constantFrom('N', 'L', 'D'), { maxLength: 5 }), (draft, codes) => {
        const corner = { row: 0, column: 0 };
        const states = codes.map((code) => filled(draft, { from: corner, to: corner }, code));
        let history = began(draft);
        for (const state of states) history = after(history, state);
        states.forEach(() => (history = undone(history)));
        expect([history.present, history.past.length]).toEqual([draft, 0]);
        states.forEach(() => (history = redone(history)));
        expect(history.present).toEqual(states.at(-1) ?? draft);
      }),
    );
  });

  it('undoes what was typed into one field at once', () => {
    const draft = draftOf([{ name: 'A', cells: [] }]);
    const typed = [...'BCD'].map((name) => draft.map((line) => ({ ...line, name })));
    const history = typed.reduce((before, next) => after(before, next, 'name of A'), began(draft));
    expect(linesOf(history.present)[0]?.name).toBe('D');
    expect(undone(history).present).toEqual(draft);
  });
});

describe('a code that is typed', () => {
  it.each([
    ['n', 'N'],
    [' LD ', 'LD'],
    ['-', ''],
    ['', ''],
    ['a', 'a'],
    ['Q', 'Q'],
  ])('"%s" stands as "%s"', (typed, expected) => {
    // Of two codes that differ by their case only, the one that was meant cannot be guessed.
    expect(spelled(typed, ['N', 'LD', 'a', 'A'])).toBe(expected);
  });
});
