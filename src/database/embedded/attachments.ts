import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** The register of processes that use an embedded server: its owner must not stop it under the others. */
export class Attachments {
  private readonly own: string;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.own = join(folder, `${process.pid}-${randomUUID()}.json`);
  }

  enter(): void {
    // Renamed into place, so that no other process reads half an entry and takes it for a dead one.
    writeFileSync(`${this.own}.new`, JSON.stringify(ownIdentity()), { mode: 0o600 });
    renameSync(`${this.own}.new`, this.own);
  }

  leave(): void {
    rmSync(this.own, { force: true });
  }

  /** Whether a living entry besides this one is registered; entries of ended processes are cleared. */
  others(): boolean {
    const living = readdirSync(this.folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(this.folder, name))
      .filter((file) => file !== this.own && !this.clearIfDead(file));
    return living.length > 0;
  }

  private clearIfDead(file: string): boolean {
    try {
      if (isAlive(JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity)) return false;
    } catch {
      // Cleared by another process meanwhile, or cut short by a crash of the machine.
    }
    rmSync(file, { force: true });
    return true;
  }
}
