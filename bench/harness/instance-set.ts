/** What an independent judge says of a rota. */
export interface Verdict {
  readonly objective: number;
  readonly hard: number;
}

export interface Instance {
  readonly id: string;
  /** What `rotawright solve` is told of it: a path, and options of its format. */
  readonly args: readonly string[];
  /** Name of the file or folder that the rota goes to. */
  readonly outName: string;
  readonly bestKnown: number | null;
}

/** A set of instances with their judge. */
export interface InstanceSet {
  readonly name: string;
  readonly title: string;
  /** Who counts, in a sentence for the table. */
  readonly judgedBy: string;
  /** Why nothing can be measured here, or null. */
  missing(): string | null;
  /** All instances that are at hand. */
  instances(): readonly Instance[];
  /** The instance of an id that is not listed, where ids say all that is needed. */
  other?(id: string): Instance | null;
  /** null when the rota cannot be read. */
  judge(instance: Instance, out: string): Verdict | null;
}
