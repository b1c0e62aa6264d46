/** Input that cannot be read: where, and what is wrong with which value. */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  constructor(
    /** `line 12`, `people[3].grade`. */
    readonly place: string,
    detail: string,
  ) {
    super(`${place}: ${detail}`);
  }
}
