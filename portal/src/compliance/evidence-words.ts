const EVIDENCE: Readonly<Record<string, string>> = {
  C: 'read on an official, union or employer page',
  Q: 'contract wording quoted in a public rota checker',
  S: 'paraphrased in a blog, vendor page or third-party program',
  M: 'not confirmed',
};

/** How well a value is sourced, in words. */
export function evidenceWords(letter: string): string {
  return EVIDENCE[letter] ?? letter;
}
