import pg, { type ClientConfig } from 'pg';

/** Runs `work` on a connection of its own. Losing the connection fails the query at hand, and never the process. */
export async function withSession<T>(
  connection: ClientConfig,
  work: (session: pg.Client) => Promise<T>,
): Promise<T> {
  const session = new pg.Client(connection);
  session.on('error', () => undefined);
  try {
    await session.connect();
    return await work(session);
  } finally {
    await session.end().catch(() => undefined);
  }
}
