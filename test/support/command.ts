import { spawnSync } from 'node:child_process';
import { type PoolConfig } from 'pg';
import { builtFile } from './built.js';

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command `rotawright` beside a database, as somebody at a terminal would. */
export function runRotawright(
  connection: PoolConfig,
  dataFolder: string,
  args: readonly string[],
): CommandResult {
  const { connectionString, host, user, database: name } = connection;
  const embedded = `postgresql://${user ?? ''}@localhost/${name ?? ''}?host=${encodeURIComponent(host ?? '')}`;
  const env = { ...process.env, DATABASE_URL: connectionString ?? embedded, ROTAWRIGHT_DATA: dataFolder };
  return spawnSync(process.execPath, [builtFile('src/cli/rotawright.js'), ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
}
