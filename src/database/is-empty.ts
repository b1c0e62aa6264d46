import type { DataSource } from 'typeorm';

/** Whether nobody has put anything into the migrated database yet. */
export async function isEmptyDatabase(dataSource: DataSource): Promise<boolean> {
  const [answer] = await dataSource.query<[{ empty: boolean }]>(
    'SELECT NOT EXISTS (SELECT FROM organisations) AND NOT EXISTS (SELECT FROM accounts) AS empty',
  );
  return answer.empty;
}
