import { create, type Font, type GlyphRun } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { type DocumentModel, type DocumentSection } from './document-model.js';
import { drawTable } from './pdf-table.js';

const FONTS = '@expo-google-fonts/open-sans';
const MARGIN = 48;
const SIZES = { title: 20, heading: 14, text: 10 };
/** A heading does not stand at the foot of a page without anything below it. */
const LEAST_BELOW_HEADING = 90;

const require = createRequire(import.meta.url);
/** Read once for all documents: reading a font takes longer than writing a document. The types of PDFKit know files and bytes alone. */
const regular = fontOf('400Regular/OpenSans_400Regular.ttf');
const bold = fontOf('700Bold/OpenSans_700Bold.ttf');

/** Words that are laid out already are kept, up to so many. */
const WORDS_KEPT = 20_000;

function fontOf(file: string): string {
  const font = create(readFileSync(require.resolve(`${FONTS}/${file}`))) as Font;
  const layOut = font.layout.bind(font);
  const known = new Map<string, GlyphRun>();
  font.layout = (text: string, ...more) => {
    if (more.some((each) => each !== undefined)) return layOut(text, ...more);
    let run = known.get(text);
    if (run === undefined) {
      run = layOut(text);
      if (known.size >= WORDS_KEPT) known.clear();
      known.set(text, run);
    }
    return copyOf(run);
  };
  return font as unknown as string;
}

/** PDFKit scales the positions of what it is given. */
function copyOf({ glyphs, positions }: GlyphRun): GlyphRun {
  const own = positions.map((position) => ({ ...position }));
  return {
    glyphs,
    positions: own,
    get advanceWidth() {
      return own.reduce((width, { xAdvance }) => width + xAdvance, 0);
    },
  } as GlyphRun;
}

/**
 * A tagged PDF (PDF/UA-1): every piece of text belongs to the structure tree, tables have header cells with their scope, language and
 * title are set, and each section has a bookmark.
 *
 * @param createdAt fixed, so that the same document has the same bytes
 */
export async function pdfDocument(model: DocumentModel, createdAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    // The types do not know it yet.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: model.title, Creator: 'Rotawright', CreationDate: createdAt, ModDate: createdAt },
    // None but those that are registered: all that a PDF/UA uses is embedded.
    font: null as unknown as string,
  });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.registerFont('regular', regular).registerFont('bold', bold);
  draw(doc, model);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

function draw(doc: PDFKit.PDFDocument, { title, lead, sections }: DocumentModel): void {
  const root = doc.struct('Document');
  doc.addStructure(root);
  root.add(doc.struct('H1', {}, () => void doc.font('bold').fontSize(SIZES.title).text(title)));
  doc.moveDown(0.4);
  addParagraph(doc, root, lead);
  for (const section of sections) drawSection(doc, root, section);
  root.end();
}

function drawSection(
  doc: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  { heading, blocks }: DocumentSection,
): void {
  if (doc.y > doc.page.maxY() - LEAST_BELOW_HEADING) doc.addPage();
  doc.outline.addItem(heading);
  const section = doc.struct('Sect');
  root.add(section);
  doc.moveDown(0.6);
  section.add(doc.struct('H2', {}, () => void doc.font('bold').fontSize(SIZES.heading).text(heading)));
  doc.moveDown(0.3);
  for (const block of blocks) {
    if (block.kind === 'paragraph') addParagraph(doc, section, block.text);
    else drawTable(doc, section, block);
  }
  section.end();
}

function addParagraph(doc: PDFKit.PDFDocument, parent: PDFKit.PDFStructureElement, text: string): void {
  parent.add(doc.struct('P', {}, () => void doc.font('regular').fontSize(SIZES.text).text(text)));
  doc.moveDown(0.5);
}
