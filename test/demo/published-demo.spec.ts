import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDemo } from '../../seeds/index.js';
import { buildProblem } from '../../src/modules/rotas/problem/problem-builder.js';
import { judgeRota } from '../../src/modules/rotas/problem/judge.js';
import { standingRota } from '../../src/modules/rotas/problem/rota-cells.js';
import { RotaInputRepository } from '../../src/modules/rotas/rota-input.repository.js';
import { RotaEntity } from '../../src/modules/rotas/rota.entity.js';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.js';

describe('the demo’s published rotas', () => {
  let database: FreshDatabase;
  let dataFolder: string;

  beforeEach(async () => {
    database = await freshDatabase();
    dataFolder = mkdtempSync(join(tmpdir(), 'rw-demo-'));
  });
  afterEach(async () => {
    rmSync(dataFolder, { recursive: true, force: true });
    await database.drop();
  });

  it.each([
    ['over Christmas', '2026-11-22'],
    ['over the spring clock change and Easter', '2027-02-20'],
    ['over the autumn clock change', '2027-09-25'],
    ['soon after it', '2026-10-28'],
    ['soon after the spring clock change', '2027-03-31'],
  ])('break no hard rule when they run %s', async (_when, now) => {
    const { dataSource } = database;
    await loadDemo(dataSource, { dataFolder, log: () => undefined, now: new Date(now) });
    const rotas = await dataSource.manager.findBy(RotaEntity, { state: 'published' });
    expect(rotas).toHaveLength(4);
    for (const rota of rotas) {
      const input = await dataSource.transaction((tx) => new RotaInputRepository().load(tx, rota));
      const built = buildProblem(input, 'none');
      const standing = standingRota(input, built.problem, built.clock);
      expect(standing.cells.flat().filter((cell) => cell >= 0).length).toBeGreaterThan(300);
      expect(judgeRota(built, standing).filter(({ level }) => level === 'hard')).toEqual([]);
    }
  });

  it('stand in their first version word for word', async () => {
    const { dataSource } = database;
    await loadDemo(dataSource, { dataFolder, log: () => undefined, now: new Date('2026-11-22') });
    const [difference] = await dataSource.query<{ assigned: number; published: number; same: number }[]>(
      `SELECT count(a.id)::int AS assigned, count(p.assignment_id)::int AS published,
              count(*) FILTER (WHERE (a.person_id, a.date, a.starts_at, a.ends_at, a.version)
                = (p.person_id, p.date, p.starts_at, p.ends_at, p.sequence))::int AS same
         FROM assignments a FULL JOIN published_assignments p ON p.assignment_id = a.id`,
    );
    expect(difference!.assigned).toBeGreaterThan(1200);
    expect(difference).toEqual({
      assigned: difference!.assigned,
      published: difference!.assigned,
      same: difference!.assigned,
    });
  });
});
