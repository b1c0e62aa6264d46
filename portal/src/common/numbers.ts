/** A whole number in a range as somebody types it, or null. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  if (!/^\s*\d{1,12}\s*$/.test(text)) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
}

/** Pounds as somebody types them, "12", "12.5" or "£1,200.50", in pence; null for anything else. */
export function penceFrom(text: string): number | null {
  const plain = text.replace(/[£,\s]/g, '');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 100);
}
