import { createHash } from 'node:crypto';
import pg from 'pg';

/** A text that is seen so often is worth a plan. */
const WORTH_IT_AFTER = 5;
/** Texts that differ by the length of a list must not fill the server with plans. */
const MOST_TEXTS = 400;

interface Known {
  uses: number;
  readonly name: string;
}

const texts = new Map<string, Known>();

/** The name under which a text is prepared; undefined while it is seldom used, or when there are too many. */
function nameOf(text: string): string | undefined {
  const known = texts.get(text);
  if (known !== undefined) return ++known.uses > WORTH_IT_AFTER ? known.name : undefined;
  if (texts.size < MOST_TEXTS) {
    const name = `rw_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    texts.set(text, { uses: 1, name });
  }
  return undefined;
}

type AnyQuery = (config: unknown, values?: unknown, callback?: unknown) => unknown;

/** A connection that plans a question with parameters once and not each time, as soon as it is asked often. */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = super.query.bind(this) as AnyQuery;
    const prepared: AnyQuery = (config, values, callback) => {
      if (typeof config !== 'string' || !Array.isArray(values) || values.length === 0) {
        return ask(config, values, callback);
      }
      const name = nameOf(config);
      return name === undefined
        ? ask(config, values, callback)
        : ask({ name, text: config, values }, callback);
    };
    this.query = prepared as typeof this.query;
  }
}
