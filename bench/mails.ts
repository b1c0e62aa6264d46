/**
 * A publication to many people: how soon its mails are at the relay, counted from their commit. The relay is an SMTP server in this
 * process; the service composes and sends as in production. Or, with workers in processes of their own, what becomes of the mails while
 * the relay refuses connections, or while the worker is killed again and again: none may be lost, and repeats have to be the same to
 * the byte.
 *
 *   npm run build && npx tsc -p bench && node dist/bench/mails.js [RECIPIENTS] [--relay-down-minutes N | --kills N [--seed N]]
 */
import 'reflect-metadata';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startDatabaseServer } from '../test/support/database-server.js';
import { withKills, withRelayDown } from './mails/faults.js';
import { allHandedOver, type Field, onField } from './mails/field.js';
import { SHIFTS_EACH } from './mails/publication.js';

const GOAL_S = 10;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'relay-down-minutes': { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const recipients = numberOf('RECIPIENTS', positionals[0] ?? '2000');
const minutes = optional('--relay-down-minutes', values['relay-down-minutes']);
const kills = optional('--kills', values.kills);
const seed = numberOf('--seed', values.seed);

const { server, stop } = await startDatabaseServer();
try {
  const well = await onField(server, { sends: minutes === null && kills === null }, async (field) => {
    if (minutes !== null) return withRelayDown(field, recipients, minutes);
    if (kills !== null) return withKills(field, recipients, { kills, seed });
    return soon(field);
  });
  process.exitCode = well ? 0 : 1;
} finally {
  await stop();
}

function optional(name: string, value: string | undefined): number | null {
  return value === undefined ? null : numberOf(name, value);
}

function numberOf(name: string, value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`${name} is ${value}; give a number above 0.`);
}

async function soon(field: Field): Promise<boolean> {
  const load = loadavg()[0]!;
  const { db } = field;
  const begun = await field.publish(recipients);
  await allHandedOver(db);
  const rows = await db.query<{ at: Date }[]>(
    'SELECT handed_over_at AS at FROM mails ORDER BY handed_over_at',
  );
  const at = (share: number): number =>
    (rows[Math.min(rows.length - 1, Math.ceil(share * rows.length) - 1)]!.at.getTime() - begun.getTime()) /
    1000;
  console.log(`${rows.length} mails of ${SHIFTS_EACH} shifts each, composed and handed over`);
  console.log(
    `machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; load before ${load.toFixed(1)}`,
  );
  console.log(
    `seconds after the commit: half ${at(0.5).toFixed(1)}, 99 % ${at(0.99).toFixed(1)}, all ${at(1).toFixed(1)} (goal 99 % within ${GOAL_S})`,
  );
  return at(0.99) <= GOAL_S;
}
