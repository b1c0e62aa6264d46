import { escaped } from '../../notices/letter.js';
import { type Block, type DocumentModel, type Table } from './document-model.js';

const STYLE = `body { font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #212b32; background: #ffffff; margin: 0 auto; max-width: 960px; padding: 24px; }
h1 { font-size: 32px; } h2 { font-size: 24px; margin-top: 32px; }
table { border-collapse: collapse; width: 100%; margin-bottom: 24px; }
caption { text-align: left; font-weight: bold; padding: 8px 0; }
th, td { text-align: left; vertical-align: top; padding: 8px 16px 8px 0; border-bottom: 1px solid #aeb7bd; }
.number { text-align: right; } tr.total th, tr.total td { font-weight: bold; border-top: 2px solid #212b32; }
.scroll { overflow-x: auto; }`;

/** A page of its own, without scripts or anything from elsewhere. */
export function htmlDocument({ title, lead, sections }: DocumentModel): string {
  const body = sections.map(
    ({ heading, blocks }) =>
      `<section>\n<h2>${escaped(heading)}</h2>\n${blocks.map(htmlBlock).join('\n')}\n</section>`,
  );
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(lead)}</p>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function htmlBlock(block: Block): string {
  return block.kind === 'paragraph' ? `<p>${escaped(block.text)}</p>` : htmlTable(block);
}

function htmlTable({ caption, columns, rows, totals = false }: Table): string {
  const classOf = (index: number): string => (columns[index]?.numeric === true ? ' class="number"' : '');
  const head = columns.map(({ title }, index) => `<th scope="col"${classOf(index)}>${escaped(title)}</th>`);
  const body = rows.map((cells, row) => {
    const cell = cells.map((text, index) =>
      index === 0 ? `<th scope="row">${escaped(text)}</th>` : `<td${classOf(index)}>${escaped(text)}</td>`,
    );
    return `<tr${totals && row === rows.length - 1 ? ' class="total"' : ''}>${cell.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption)}"><table>
<caption>${escaped(caption)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}
