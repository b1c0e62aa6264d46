import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTemplateFile, writeTemplateFile } from './template-file.js';
import { type CodedLine } from './template-sheet.js';

const code = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 5, arbitrary: fc.stringMatching(/^[A-Za-z=+@][A-Za-z0-9 ,;"'é]{0,8}[A-Za-z0-9]$/) },
);
const lines: fc.Arbitrary<CodedLine[]> = fc
  .record({ weeks: fc.integer({ min: 1, max: 6 }), count: fc.integer({ min: 1, max: 5 }) })
  .chain(({ weeks, count }) =>
    fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,"/]{0,20}[A-Za-z0-9]$/),
        wte: fc.integer({ min: 1, max: 1000 }).map((thousandths) => thousandths / 1000),
        cells: fc.array(code, { minLength: weeks * 7, maxLength: weeks * 7 }),
      }),
      { minLength: count, maxLength: count, selector: ({ name }) => name },
    ),
  );
const PLAIN = { offCodes: [], weekdayCodes: [] };

describe('a file of lines', () => {
  it.each(['csv', 'xlsx'] as const)('that is written as %s says the same when it is read', async (format) => {
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const { lines: read, faults } = await readTemplateFile(await writeTemplateFile(given, format), PLAIN);
        expect(faults).toEqual([]);
        expect(read).toEqual(given);
      }),
      { numRuns: format === 'csv' ? 200 : 40 },
    );
  });

  it('with anything in its cells is read or told what is wrong with it', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'N', '1', '-', '0.5', 'line', 'week'),
      fc.string({ maxLength: 30 }),
    );
    const table = fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = ['line;week;Mon;Tue;Wed;Thu;Fri;Sat;Sun', ...rows.map((row) => row.join(';'))].join(
          '\n',
        );
        const read = await readTemplateFile(Buffer.from(text), PLAIN).catch(
          (error: { code: string }) => error.code,
        );
        if (typeof read === 'string') expect(read).toMatch(/^sheet-/);
        else
          expect(read.faults.length > 0 || read.lines.every(({ cells }) => cells.length % 7 === 0)).toBe(
            true,
          );
      }),
      { numRuns: 300 },
    );
  });

  it('knows what stands for a day off', async () => {
    const text = 'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\nA,1,nwd,OFF,-,,nwd,nwd,N\n';
    const meaning = { offCodes: ['OFF'], weekdayCodes: ['nwd'] };
    const { lines: read } = await readTemplateFile(Buffer.from(text), meaning);
    expect(read).toEqual([{ name: 'A', wte: 1, cells: ['nwd', '', '', '', 'nwd', '', 'N'] }]);
  });
});
