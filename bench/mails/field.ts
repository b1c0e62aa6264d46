import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createLogger } from '../../src/common/logger.js';
import { loadConfig } from '../../src/config/load-config.js';
import { serviceConnection } from '../../src/database/connection.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { NoticesService } from '../../src/modules/notices/notices.service.js';
import { createWebApp } from '../../src/web.js';
import { startWorking } from '../../src/worker.js';
import {
  connectionTo,
  createDatabase,
  type TestDatabaseServer,
  urlOf,
} from '../../test/support/database-server.js';
import { startMailServer, type TestMailServer } from '../../test/support/mail-server.js';
import { publicationTo } from './publication.js';

/** A publication in an empty database, a relay for its mails, and what workers of their own need to send them. */
export interface Field {
  readonly db: DataSource;
  readonly relay: TestMailServer;
  /** Settings of a worker process. */
  readonly workerEnv: Readonly<Record<string, string>>;
  /** Writes the mails of a publication in one transaction, and wakes whoever sends. @returns when it was committed */
  publish(recipients: number): Promise<Date>;
}

/** @param sends whether this process sends, too; otherwise only workers do. */
export async function onField<Value>(
  server: TestDatabaseServer,
  { sends }: { readonly sends: boolean },
  work: (field: Field) => Promise<Value>,
): Promise<Value> {
  const name = await createDatabase(server, 'mails');
  const dataFolder = mkdtempSync(join(tmpdir(), 'rw-bench-'));
  const connection = serviceConnection(connectionTo(server, name));
  const db = await new DataSource(dataSourceOptions(connection)).initialize();
  const relay = await startMailServer();
  const common = { ROTAWRIGHT_DATA: dataFolder, LOG_LEVEL: 'error', SMTP_URL: relay.url };
  const app = await createWebApp(
    { config: loadConfig(common), connection },
    createLogger('error', { plain: true }),
  );
  await app.init();
  if (sends) startWorking(app);
  const notices = app.get(NoticesService, { strict: false });
  try {
    return await work({
      db,
      relay,
      workerEnv: { ...common, DATABASE_URL: urlOf(server, name) },
      publish: async (recipients) => {
        const mails = publicationTo(recipients);
        await db.transaction(async (tx) => notices.enqueue(tx, mails));
        const committedAt = new Date();
        notices.wake('bench');
        return committedAt;
      },
    });
  } finally {
    await app.close();
    await relay.stop();
    await db.destroy();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Mails that nobody has noted as handed over yet. */
export async function waiting(db: DataSource): Promise<number> {
  const [row] = await db.query<{ left: number }[]>(
    `SELECT count(*)::int AS left FROM mails WHERE state <> 'handed-over'`,
  );
  return row!.left;
}

export async function allHandedOver(db: DataSource): Promise<void> {
  while ((await waiting(db)) > 0) await sleep(100);
}
