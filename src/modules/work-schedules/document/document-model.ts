/** A document of headings, paragraphs and tables, before it is HTML or PDF. */
export interface DocumentModel {
  readonly title: string;
  /** A sentence below the title. */
  readonly lead: string;
  readonly sections: readonly DocumentSection[];
}

export interface DocumentSection {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Table;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
}

/** The first cell of each row is the header of its row. */
export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The last row adds up the others. */
  readonly totals?: boolean;
}

export interface Column {
  readonly title: string;
  /** Of the width of the page, in relation to the other columns. */
  readonly width: number;
  readonly numeric?: boolean;
}

export function paragraph(text: string): Paragraph {
  return { kind: 'paragraph', text };
}

/** Names and values, a row each. */
export function facts(caption: string, rows: readonly (readonly [string, string])[]): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'What', width: 2 },
      { title: 'Value', width: 3 },
    ],
    rows,
  };
}
