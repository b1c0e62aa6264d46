import { type ApiClient } from './api-client.js';
import { type TestServer } from './test-server.js';

/** What somebody was answered. */
export interface Reading {
  /** As the OpenAPI document has it. */
  readonly route: string;
  readonly status: number;
  readonly text: string;
  /** What the request itself named. */
  readonly named: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly type?: string; readonly format?: string; readonly enum?: readonly string[] };
}

type Document = Record<'paths', Record<string, { get?: { parameters?: readonly Parameter[] } }>>;

/** So many ids of each table are tried. */
const EACH_TABLE = 3;
/** They tell the time, or of the reader's own sessions. */
const OF_THE_MOMENT = /^\/(health|api\/openapi\.json)$|\/sessions|\/events$.*fills/;
/** The moment up to which an answer tells what has changed. */
const UNTIL = /"until":"[^"]*",/;
const DATES: Readonly<Record<string, string>> = {
  from: '2026-08-01',
  to: '2027-07-31',
  since: '2026-01-01T00:00:00Z',
};

/**
 * Every GET route of the OpenAPI document as somebody is answered it, for each of the ids in its place for one, by request.
 * Needs no list of routes, so that it cannot miss a new one.
 *
 * @param client one that is not held to the document: most of what it asks for makes no sense
 */
export async function allReadings(
  server: TestServer,
  client: ApiClient,
  ids: readonly string[],
): Promise<Map<string, Reading>> {
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document;
  const readings = new Map<string, Reading>();
  for (const [route, item] of Object.entries(paths)) {
    if (item.get === undefined || OF_THE_MOMENT.test(route)) continue;
    for (const path of requestsOf(route, item.get.parameters ?? [], ids)) {
      const below = path.startsWith('/api/v1') ? path.slice('/api/v1'.length) : `/../..${path}`;
      const { status, body } = await client.get(below);
      readings.set(path, { route, status, text: JSON.stringify(body).replace(UNTIL, ''), named: path });
    }
  }
  return readings;
}

/** Ids of some rows of every table that has them. */
export async function someIds({ dataSource }: TestServer): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' ORDER BY table_name`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await dataSource.query<{ id: string }[]>(
      `SELECT id FROM "${name}" ORDER BY id LIMIT ${EACH_TABLE}`,
    );
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** The route with each id in its first place for one, and with what else it asks for. */
function requestsOf(route: string, parameters: readonly Parameter[], ids: readonly string[]): string[] {
  const places = parameters.filter(
    ({ in: where, name, required, schema }) =>
      where === 'path' ||
      (where === 'query' && schema.format === 'uuid' && (required === true || name.endsWith('Id'))),
  );
  const wanted = parameters.filter(({ in: where, required }) => where === 'query' && required === true);
  const [first] = places;
  const named = first === undefined ? [null] : ids;
  return [...new Set(named.map((id) => requestOf(route, { first, wanted, id })))];
}

function requestOf(
  route: string,
  { first, wanted, id }: { first: Parameter | undefined; wanted: readonly Parameter[]; id: string | null },
): string {
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === first?.name) return id ?? name;
    return /date/i.test(name) ? DATES.from! : (id ?? name);
  });
  const query = new URLSearchParams();
  for (const { name, schema } of wanted) query.set(name, valueOf(name, schema, id));
  if (first?.in === 'query' && id !== null) query.set(first.name, id);
  const search = query.toString();
  return search === '' ? path : `${path}?${search}`;
}

function valueOf(name: string, { format, enum: values }: Parameter['schema'], id: string | null): string {
  if (values?.[0] !== undefined) return values[0];
  if (format === 'uuid') return id ?? name;
  return DATES[name] ?? (name === 'year' ? '2026' : '2026-08-05');
}
