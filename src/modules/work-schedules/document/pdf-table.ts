import { type Table } from './document-model.js';

const SIZE = 8.5;
const CAPTION_SIZE = 10;
const PADDING = 3;
const RULE = '#aeb7bd';

interface Cell {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly numeric: boolean;
  readonly header: 'Column' | 'Row' | null;
  readonly font: 'regular' | 'bold';
}

/** A table with its caption; its head is drawn again on each page, for the eye only. */
export function drawTable(doc: PDFKit.PDFDocument, parent: PDFKit.PDFStructureElement, table: Table): void {
  const { caption, columns, rows, totals = false } = table;
  const head = cellsOf(
    doc,
    table,
    columns.map(({ title }) => title),
    'head',
  );
  const headHeight = heightOf(doc, head);
  if (doc.y + 2 * headHeight + CAPTION_SIZE * 2 > doc.page.maxY()) doc.addPage();
  const element = doc.struct('Table');
  parent.add(element);
  element.add(doc.struct('Caption', {}, () => void doc.font('bold').fontSize(CAPTION_SIZE).text(caption)));
  doc.moveDown(0.2);
  drawRow(doc, element, head, headHeight);
  for (const [index, texts] of rows.entries()) {
    const cells = cellsOf(doc, table, texts, totals && index === rows.length - 1 ? 'total' : 'body');
    const height = heightOf(doc, cells);
    if (doc.y + height > doc.page.maxY()) {
      doc.addPage();
      drawRow(doc, null, head, headHeight);
    }
    drawRow(doc, element, cells, height);
  }
  element.end();
  doc.x = doc.page.margins.left;
  doc.moveDown(0.8);
}

function cellsOf(
  doc: PDFKit.PDFDocument,
  { columns }: Table,
  texts: readonly string[],
  row: 'head' | 'body' | 'total',
): Cell[] {
  const { left, right } = doc.page.margins;
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const unit = (doc.page.width - left - right) / total;
  let x = left;
  return columns.map(({ width, numeric = false }, index) => {
    const header = row === 'head' ? 'Column' : index === 0 ? 'Row' : null;
    const font = row === 'body' && index > 0 ? 'regular' : 'bold';
    const cell: Cell = { text: texts[index] ?? '', x, width: width * unit, numeric, header, font };
    x += width * unit;
    return cell;
  });
}

function heightOf(doc: PDFKit.PDFDocument, cells: readonly Cell[]): number {
  const heights = cells.map((cell) => {
    doc.font(cell.font).fontSize(SIZE);
    if (fits(doc, cell)) return doc.currentLineHeight(true);
    return doc.heightOfString(cell.text, { width: cell.width - 2 * PADDING });
  });
  return Math.max(...heights) + 2 * PADDING;
}

/** On one line: most cells do, and need no search for where to break them. */
function fits(doc: PDFKit.PDFDocument, { text, width }: Cell): boolean {
  return doc.widthOfString(text) <= width - 2 * PADDING;
}

/** @param table null: a repeated head, which is no part of the document's structure */
function drawRow(
  doc: PDFKit.PDFDocument,
  table: PDFKit.PDFStructureElement | null,
  cells: readonly Cell[],
  height: number,
): void {
  const y = doc.y;
  if (table === null) {
    for (const cell of cells) artifact(doc, () => drawCell(doc, cell, y));
  } else {
    const row = doc.struct('TR');
    table.add(row);
    for (const cell of cells) row.add(structOf(doc, cell, y));
    row.end();
  }
  artifact(doc, () => {
    const { left, right } = doc.page.margins;
    doc
      .moveTo(left, y + height)
      .lineTo(doc.page.width - right, y + height)
      .lineWidth(0.5)
      .stroke(RULE);
  });
  doc.y = y + height;
}

function structOf(doc: PDFKit.PDFDocument, cell: Cell, y: number): PDFKit.PDFStructureElement {
  const draw = (): void => drawCell(doc, cell, y);
  if (cell.header === null) return doc.struct('TD', {}, draw);
  // The types do not know it yet.
  const scope: object = { scope: cell.header };
  return doc.struct('TH', scope, draw);
}

function drawCell(doc: PDFKit.PDFDocument, cell: Cell, y: number): void {
  const { text, x, width, numeric, font } = cell;
  const inner = width - 2 * PADDING;
  doc.font(font).fontSize(SIZE);
  if (fits(doc, cell)) {
    const left = numeric ? inner - doc.widthOfString(text) : 0;
    doc.text(text, x + PADDING + left, y + PADDING, { lineBreak: false });
  } else {
    doc.text(text, x + PADDING, y + PADDING, { width: inner, align: numeric ? 'right' : 'left' });
  }
}

function artifact(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}
