const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** Pence as "£1,234.50". */
export function formatPence(pence: number): string {
  return pounds.format(pence / 100);
}

/** A decimal of pounds, with as many places as it has but at least two: "£26.2014". */
export function formatPounds(decimal: string): string {
  const [whole = '0', places = ''] = decimal.split('.');
  const kept = places.replace(/0+$/, '').padEnd(2, '0');
  return `£${Number(whole).toLocaleString('en-GB')}.${kept}`;
}

/** A decimal without the zeros at its end: "12.5000" → "12.5". */
export function formatDecimal(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
