import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { buildSchedule } from '../content/build-schedule.js';
import { type ScheduleContent } from '../content/schedule-content.js';
import { EIGHT_WEEKS, scheduleInput } from '../content/schedule.testing.js';
import { differences } from './differences.js';
import { htmlDocument } from './html-document.js';
import { pdfDocument } from './pdf-document.js';
import { scheduleDocument } from './schedule-document.js';

const AT = new Date('2026-06-01T09:00:00Z');
/** So many weeks that tables go over several pages. */
const MANY_WEEKS = Array.from({ length: 6 }, () => EIGHT_WEEKS).flat();

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly children?: readonly Node[];
}

interface ReadPdf {
  readonly pages: number;
  readonly lang: string | undefined;
  readonly title: string | undefined;
  readonly marked: boolean;
  readonly bookmarks: readonly string[];
  readonly text: string;
  readonly tree: readonly Node[];
  readonly source: string;
}

/** As a reader other than ours has it. */
async function read(bytes: Buffer): Promise<ReadPdf> {
  const source = bytes.toString('latin1');
  const pdf = await getDocument({ data: new Uint8Array(bytes) }).promise;
  const info = (await pdf.getMetadata()).info as { Language?: string; Title?: string };
  const texts: string[] = [];
  const tree: Node[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    tree.push(await page.getStructTree());
  }
  const found = {
    pages: pdf.numPages,
    lang: info.Language,
    title: info.Title,
    marked: ((await pdf.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
    bookmarks: ((await pdf.getOutline()) ?? []).map(({ title }) => title),
    text: texts.join(' ').replaceAll(/\s+/g, ' '),
    tree,
    source,
  };
  await pdf.destroy();
  return found;
}

/** Elements of a role with content on their page: what lies on several pages stands in the tree of each. */
function count(nodes: readonly Node[], role: string): number {
  return nodes.reduce((sum, node) => {
    const own = node.role === role && hasContent(node) ? 1 : 0;
    return sum + own + count(node.children ?? [], role);
  }, 0);
}

function hasContent({ type, children = [] }: Node): boolean {
  return type === 'content' || children.some(hasContent);
}

const content = (weeks: readonly string[] = EIGHT_WEEKS): ScheduleContent =>
  buildSchedule(scheduleInput(weeks));

describe('the PDF', () => {
  it('has language, title and bookmarks', async () => {
    const model = scheduleDocument(content(), 3);
    const pdf = await read(await pdfDocument(model, AT));
    expect(pdf).toMatchObject({
      lang: 'en-GB',
      title: 'Work schedule: Dr Żaneta O’Neill – Núñez',
      marked: true,
    });
    expect(pdf.bookmarks).toEqual(model.sections.map(({ heading }) => heading));
    expect(pdf.source).toContain('/DisplayDocTitle true');
    expect(pdf.source).toContain('pdfuaid:part>1<');
  });

  it('says every word of the document, with the pound sign and accents', async () => {
    const model = scheduleDocument(content(MANY_WEEKS), 1);
    const { text, pages } = await read(await pdfDocument(model, AT));
    expect(pages).toBeGreaterThan(3);
    const words = (all: string): string[] => all.split(/\s+/).filter((word) => word !== '');
    const said = new Set(words(text));
    const cells = model.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'paragraph' ? [block.text] : [block.caption, ...block.rows.flat()],
      ),
    );
    expect(cells.flatMap(words).filter((word) => !said.has(word))).toEqual([]);
    expect(text).toContain('£45,994.00');
    expect(text).toContain('Żaneta O’Neill – Núñez');
  });

  it('has every table, row and header cell in its structure, also over pages', async () => {
    const model = scheduleDocument(content(MANY_WEEKS), 1);
    const { tree, source } = await read(await pdfDocument(model, AT));
    const tables = model.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])),
    );
    const rows = tables.reduce((sum, table) => sum + table.rows.length + 1, 0);
    const headers = tables.reduce((sum, table) => sum + table.rows.length + table.columns.length, 0);
    const cells = tables.reduce((sum, table) => sum + table.rows.length * (table.columns.length - 1), 0);
    expect(count(tree, 'TR')).toBe(rows);
    expect(count(tree, 'TH')).toBe(headers);
    expect(count(tree, 'TD')).toBe(cells);
    expect(count(tree, 'Caption')).toBe(tables.length);
    expect(count(tree, 'H1')).toBe(1);
    expect(count(tree, 'H2')).toBe(model.sections.length);
    const scopes = (scope: string): number => source.split(`/Scope /${scope}`).length - 1;
    expect(scopes('Column')).toBe(tables.reduce((sum, { columns }) => sum + columns.length, 0));
    expect(scopes('Row')).toBe(tables.reduce((sum, table) => sum + table.rows.length, 0));
  });

  it('of the same version is the same', async () => {
    const model = scheduleDocument(content(), 1);
    const text = async (): Promise<string> => (await read(await pdfDocument(model, AT))).text;
    expect(await text()).toBe(await text());
  });
});

describe('the page', () => {
  it('has language, scopes and captions, and takes nothing for markup', () => {
    const base = scheduleInput(EIGHT_WEEKS);
    const input = { ...base, doctor: { ...base.doctor, name: '<script>alert(1)</script>' } };
    const html = htmlDocument(scheduleDocument(buildSchedule(input), 1));
    expect(html).toContain('<html lang="en-GB">');
    expect(html).not.toContain('<script');
    const tables = html.split('<table>').slice(1);
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table).toContain('<caption>');
      expect(table).toContain('<th scope="col"');
      expect(table.split('<tr').length - 2).toBe(table.split('<th scope="row">').length - 1);
    }
  });
});

describe('differences', () => {
  const between = (before: ScheduleContent, after: ScheduleContent): string[] =>
    differences(scheduleDocument(before, 1), scheduleDocument(after, 1)).map(
      ({ what, before: was, after: is }) => `${what}: ${was ?? 'nothing'} → ${is ?? 'nothing'}`,
    );

  it('are none between the same', () => {
    expect(between(content(), content())).toEqual([]);
  });

  it('name what changed, what is new and what is gone', () => {
    const weeks = [...EIGHT_WEEKS];
    weeks[5] = '--DDD--';
    const found = between(content(), content(weeks));
    expect(found).toContain('Your shifts, Week 6, Fri: C → D');
    expect(found).toContain('Your shifts, D, How many: 15 → 16');
    expect(found.find((each) => each.startsWith('Hours, Average weekly hours:'))).toContain('40.19 → 40.69');
    expect(found.some((each) => /^Pay, On-call availability allowance, .*→ nothing$/.test(each))).toBe(true);
  });
});
