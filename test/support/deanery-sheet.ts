/** A made-up row of placements, by column. */
export type SheetValues = Readonly<Record<string, string>>;

const ROW: SheetValues = {
  'Surname*': 'Testone',
  'GMC Number': '9990001',
  'TIS Person ID': '',
  'National Post Number*': 'KSS/RYR16/030/F2/001',
  'Date From*': '05/08/2026',
  'Date To*': '01/12/2026',
  'Placement Type*': 'In Post',
  'Placement Status*': 'Future',
  'Site*': 'ROYAL SUSSEX COUNTY HOSPITAL',
  'WTE*': '1',
  'Grade*': 'Foundation Year 2',
  'Specialty1*': 'Emergency Medicine',
};

/** A row like that of Testone, but for what is given by column; names without their asterisk do. */
export function placementRow(changes: SheetValues = {}): SheetValues {
  const known = Object.keys(ROW);
  const named = Object.entries(changes).map(([name, value]) => [
    known.find((each) => each === name || each === `${name}*`) ?? name,
    value,
  ]);
  return { ...ROW, ...(Object.fromEntries(named) as SheetValues) };
}

export function csv(rows: readonly SheetValues[], delimiter = ','): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.map(cell).join(delimiter))
    .join('\r\n');
}

/** The form of an upload. */
export function uploadForm(
  sheet: string | Uint8Array<ArrayBuffer>,
  more: { people?: string; complete?: string } = {},
): FormData {
  const form = new FormData();
  form.set('sheet', new Blob([sheet]), 'placements.csv');
  if (more.people !== undefined) form.set('people', new Blob([more.people]), 'people.csv');
  if (more.complete !== undefined) form.set('complete', more.complete);
  return form;
}
