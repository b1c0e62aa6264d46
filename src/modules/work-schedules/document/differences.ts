import { type Block, type DocumentModel } from './document-model.js';

/** Something that one version says otherwise than another; null: it says nothing of it. */
export interface ScheduleChange {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What two documents say differently, in the order of the later one; what is gone comes last. */
export function differences(before: DocumentModel, after: DocumentModel): ScheduleChange[] {
  const [was, is] = [statementsOf(before), statementsOf(after)];
  const changed = [...is].flatMap(([what, text]): ScheduleChange[] => {
    const old = was.get(what) ?? null;
    return old === text ? [] : [{ what, before: old, after: text }];
  });
  const gone = [...was].flatMap(([what, text]) =>
    is.has(what) ? [] : [{ what, before: text, after: null }],
  );
  return [...changed, ...gone];
}

/** Every cell and sentence of a document by what it is about. */
function statementsOf({ sections }: DocumentModel): Map<string, string> {
  const statements = new Map<string, string>();
  const put = (what: string, text: string): void => {
    let key = what;
    for (let count = 2; statements.has(key); count++) key = `${what} (${count})`;
    statements.set(key, text);
  };
  for (const { heading, blocks } of sections) {
    for (const block of blocks)
      for (const [what, text] of blockStatements(block)) put(join(heading, what), text);
  }
  return statements;
}

function blockStatements(block: Block): [string, string][] {
  if (block.kind === 'paragraph') return [['text', block.text]];
  const [, ...columns] = block.columns;
  return block.rows.flatMap(([header = '', ...cells]) => {
    const own = cells.map((text, index): [string, string] => {
      // A table of names and values needs no name of its only column.
      const column = columns.length === 1 ? '' : (columns[index]?.title ?? '');
      return [join(header, column), text];
    });
    return own.filter(([, text]) => text !== '');
  });
}

function join(first: string, second: string): string {
  return second === '' ? first : `${first}, ${second}`;
}
