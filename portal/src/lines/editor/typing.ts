/** What is being typed into the active cell. */
export interface Typing {
  readonly text: string;
  /** Begun with a letter: left and right leave the cell, as they do in a spreadsheet. */
  readonly isQuick: boolean;
}
