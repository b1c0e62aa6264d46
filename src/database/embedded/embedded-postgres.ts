import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolConfig } from 'pg';
import { prepareDataFolder } from '../../config/data-folder.js';
import { SettingError } from '../../config/setting-error.js';
import { Attachments } from './attachments.js';
import { provideBinaries, type Binaries } from './binaries.js';
import {
  applicationDatabase,
  applicationRole,
  checkClusterVersion,
  clusterExists,
  ensureDatabase,
  initialiseCluster,
} from './cluster.js';
import {
  chooseLocation,
  ensureSocketFolder,
  readLocation,
  writeLocation,
  type ClusterLocation,
} from './location.js';
import { ownerOf, takeOwnership, type OwnershipLock } from './ownership-lock.js';
import { clearRemains, probe, runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.js';
import { chooseServerUser, ownerOfCluster, type ServerUser } from './server-user.js';

const openWithinMs = 120_000;
const watchEveryMs = 500;
const smartShutdownMs = 3000;

export interface EmbeddedOptions {
  /** Told what a patient reader would like to know, one line at a time. */
  readonly log?: (line: string) => void;
  /** Accounts that a root process may run the server under, in order of preference. */
  readonly serverUsers?: readonly string[];
}

/** The PostgreSQL server of a data folder, in use by this process. */
export interface EmbeddedDatabase {
  /** How to reach the application's database. */
  readonly connection: PoolConfig;
  /** Call when every connection is closed. Stops the server unless another process still uses it. */
  close(): Promise<void>;
}

/**
 * Opens the PostgreSQL server of a data folder: starts it, recovering from whatever a killed run left behind, or
 * joins the one that another process has started. Should that process end first, this one takes the server over.
 *
 * @throws SettingError when the machine or the folder does not allow it.
 */
export async function openEmbeddedDatabase(
  dataFolder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  prepareDataFolder(dataFolder);
  const server = new EmbeddedServer(dataFolder, options);
  await server.open();
  return server;
}

class EmbeddedServer implements EmbeddedDatabase {
  private readonly lockFile: string;
  private readonly closingFile: string;
  private readonly logFile: string;
  private readonly attachments: Attachments;
  private readonly log: (line: string) => void;
  private lock: OwnershipLock | undefined;
  private location: ClusterLocation | undefined;
  private watch: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataFolder: string,
    private readonly options: EmbeddedOptions,
  ) {
    this.lockFile = join(dataFolder, 'postgres.lock');
    this.closingFile = join(dataFolder, 'postgres.closing');
    this.logFile = join(dataFolder, 'postgres.log');
    this.attachments = new Attachments(join(dataFolder, 'postgres-users'));
    this.log = options.log ?? (() => undefined);
  }

  get connection(): PoolConfig {
    return { host: this.location!.socketFolder, user: applicationRole, database: applicationDatabase };
  }

  async open(): Promise<void> {
    this.attachments.enter();
    try {
      await this.ownOrJoin();
    } catch (error) {
      this.attachments.leave();
      this.lock?.release();
      throw error;
    }
    this.watch = setInterval(() => this.keepServed(), watchEveryMs);
    this.watch.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    await this.work;
    this.attachments.leave();
    this.lock ??= await this.inheritOwnership();
    if (!this.lock) return;
    // Announced before the register is read: who enters after that look sees this file, and waits for the lock.
    writeFileSync(this.closingFile, '', { mode: 0o600 });
    try {
      if (this.attachments.others()) return;
      await stopPostmaster(this.location!.cluster, { smartMs: smartShutdownMs });
    } finally {
      this.lock.release();
      rmSync(this.closingFile, { force: true });
    }
  }

  /** The owner may just have left the server to this process, which now leaves too: somebody has to stop it. */
  private async inheritOwnership(): Promise<OwnershipLock | undefined> {
    const deadline = Date.now() + smartShutdownMs;
    for (;;) {
      const lock = takeOwnership(this.lockFile);
      if (lock !== undefined || !existsSync(this.closingFile) || Date.now() > deadline) return lock;
      await sleep(25);
    }
  }

  private async ownOrJoin(): Promise<void> {
    const deadline = Date.now() + openWithinMs;
    for (;;) {
      this.lock = takeOwnership(this.lockFile);
      if (this.lock) return this.serve();
      this.location = readLocation(this.dataFolder);
      if (this.location && (await this.isServed(this.location))) return;
      if (Date.now() > deadline) {
        throw new SettingError(
          'ROTAWRIGHT_DATA',
          `The database of ${this.dataFolder} is held by process ${ownerOf(this.lockFile)?.pid} but does not answer. ` +
            'Stop that process, or point ROTAWRIGHT_DATA to another folder.',
        );
      }
      await sleep(100);
    }
  }

  private async isServed(location: ClusterLocation): Promise<boolean> {
    return location.initialised && (await probe(location)) === undefined && !existsSync(this.closingFile);
  }

  /** As owner: a server that others use is kept, one that nobody uses is a leftover and started afresh. */
  private async serve(): Promise<void> {
    const { location, user, binaries } = await this.prepareCluster();
    this.location = location;
    rmSync(this.closingFile, { force: true });
    if (this.attachments.others() && (await probe(location)) === undefined) return;
    await clearRemains(location);
    await startPostmaster({ binaries, location, user, logFile: this.logFile });
    await ensureDatabase(location);
  }

  private async prepareCluster(): Promise<{
    location: ClusterLocation;
    user?: ServerUser;
    binaries: Binaries;
  }> {
    const known = readLocation(this.dataFolder);
    if (known && clusterExists(known.cluster)) {
      const user = ownerOfCluster(known.cluster);
      checkClusterVersion(known.cluster);
      const binaries = provideBinaries(user, dirname(known.cluster));
      return {
        location: this.record(ensureSocketFolder({ ...known, initialised: true }, user)),
        user,
        binaries,
      };
    }
    if (known?.initialised) {
      throw new SettingError(
        'ROTAWRIGHT_DATA',
        `The database in ${known.cluster} is gone. Restore it from a backup, or remove ${this.dataFolder}/postgres.json ` +
          'to start with an empty one.',
      );
    }
    return this.createCluster(known);
  }

  private async createCluster(
    begun: ClusterLocation | undefined,
  ): Promise<{ location: ClusterLocation; user?: ServerUser; binaries: Binaries }> {
    const user = chooseServerUser(this.options.serverUsers);
    const place = begun && existsSync(dirname(begun.cluster)) ? begun : chooseLocation(this.dataFolder, user);
    // Recorded before it is filled, so that a first start that was cut short continues in the same place.
    const location = this.record(ensureSocketFolder(place, user));
    const binaries = provideBinaries(user, dirname(location.cluster));
    this.log(
      `Creating the embedded PostgreSQL in ${location.cluster}${user ? `, run as user ${user.name}` : ''}`,
    );
    await initialiseCluster(binaries, location.cluster, user);
    return { location: this.record({ ...location, initialised: true }), user, binaries };
  }

  private record(location: ClusterLocation): ClusterLocation {
    writeLocation(this.dataFolder, location);
    return location;
  }

  /** Takes over from an owner that has ended, and restarts a server that somebody has killed. */
  private keepServed(): void {
    this.work = this.work.then(async () => {
      try {
        if (this.lock) {
          if (runningPostmaster(this.location!.cluster) !== undefined) return;
          this.log('The embedded PostgreSQL has ended unexpectedly; starting it again');
          return await this.serve();
        }
        this.lock = takeOwnership(this.lockFile);
        if (this.lock) await this.serve();
      } catch (error) {
        this.log(`The embedded PostgreSQL could not be kept running: ${(error as Error).message}`);
      }
    });
  }
}
