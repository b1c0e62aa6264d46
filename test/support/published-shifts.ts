import { AssignmentEntity } from '../../src/modules/rotas/assignment.entity.js';
import { daysAgo } from './exception-report.js';
import { type TestServer } from './test-server.js';

/** Sends a POST as the unit's coordinator. */
export type PostAsCoordinator = (
  path: string,
  body: object,
  version?: number,
) => Promise<{ readonly status: number; readonly body: unknown }>;

/**
 * A published rota of these days with a shift two days ago, 08:00 to 16:00 in London, for each of the people.
 *
 * @returns ids of the shifts
 */
export async function addPublishedShifts(
  { dataSource: { manager } }: TestServer,
  of: { readonly unitId: string; readonly shiftTypeId: string; readonly personIds: readonly string[] },
  post: PostAsCoordinator,
): Promise<string[]> {
  const days = { firstDate: daysAgo(3), lastDate: daysAgo(-3) };
  const made = await post('/rotas', { unitId: of.unitId, name: 'These days', ...days });
  const { id: rotaId, version } = made.body as { id: string; version: number };
  const date = daysAgo(2);
  const [times] = await manager.query<{ startsAt: Date; endsAt: Date }[]>(
    `SELECT ($1::date + time '08:00') AT TIME ZONE 'Europe/London' AS "startsAt",
            ($1::date + time '16:00') AT TIME ZONE 'Europe/London' AS "endsAt"`,
    [date],
  );
  const place = { rotaId, shiftTypeId: of.shiftTypeId, date, source: 'manual' as const, ...times };
  const shifts = await manager.save(
    AssignmentEntity,
    of.personIds.map((personId) => manager.create(AssignmentEntity, { ...place, personId })),
  );
  const published = await post(`/rotas/${rotaId}/publications`, { acknowledgeViolations: 'A test' }, version);
  if (published.status !== 201) throw new Error(JSON.stringify(published.body));
  await manager.query('DELETE FROM mails');
  return shifts.map(({ id }) => id);
}
