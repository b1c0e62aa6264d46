import { type Evidence } from '../../../../solver/rules/index.js';

export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  C: 'read on an official page',
  Q: 'quoted in a public rota checker',
  S: 'a paraphrase',
  M: 'not confirmed',
};

/** `46.88`; without an estimate of on-call there is no number. */
export function hoursWords(hours: number | null): string {
  return hours === null ? 'not known' : numberWords(hours);
}

export function numberWords(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 3 });
}

/** `£40,190.50` */
export function pounds(pence: number): string {
  return `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
