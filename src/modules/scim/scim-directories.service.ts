import { Inject, Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';
import {
  type CreatedScimDirectoryDto,
  directoryView,
  type NewScimDirectory,
  type ScimDirectoryDto,
} from './scim-directory.dto.js';
import { ScimRepository } from './scim.repository.js';

const SECRET_BYTES = 32;

/** How a token is stored. It is random, so a plain hash cannot be turned back. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Directories of the trust that may keep sign-ins, and their tokens. */
@Injectable()
export class ScimDirectories {
  constructor(
    private readonly repository: ScimRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async list(): Promise<ScimDirectoryDto[]> {
    return (await this.repository.directories()).map(directoryView);
  }

  async create({ name }: NewScimDirectory, actor: Actor): Promise<CreatedScimDirectoryDto> {
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    return this.transactions.run(async (tx) => {
      const directory = await this.repository.saveDirectory(tx, {
        name: name.trim(),
        tokenHash: hashToken(token),
        createdBy: actor.accountId,
        createdAt: this.clock.now(),
        lastUsedAt: null,
        revokedAt: null,
        revokedBy: null,
      });
      await this.log(tx, actor, 'directory-created', directory.id, name);
      return { ...directoryView(directory), token, baseUrl: `${this.config.publicUrl}/scim/v2` };
    });
  }

  /** The token ends at once; accounts stay as they are. @throws DomainError 404, 412, 409 `directory-revoked` */
  async revoke(id: string, version: number, actor: Actor): Promise<ScimDirectoryDto> {
    return this.transactions.run(async (tx) => {
      const directory = await this.repository.lockDirectory(tx, id);
      if (directory === null) throw notFound('directory', id);
      assertVersion(version, directory.version, directoryView(directory));
      if (directory.revokedAt !== null) {
        throw conflict(
          'directory-revoked',
          'This directory has been revoked already.',
          directoryView(directory),
        );
      }
      const over = { revokedAt: this.clock.now(), revokedBy: actor.accountId };
      const saved = await this.repository.saveDirectory(tx, Object.assign(directory, over));
      await this.log(tx, actor, 'directory-revoked', id, directory.name);
      return directoryView(saved);
    });
  }

  private async log(
    tx: Transaction,
    actor: Actor,
    action: string,
    subjectId: string,
    name: string,
  ): Promise<void> {
    const { id: chain } = await this.units.onlyOrganisation(tx);
    const subject = { subjectType: 'directory', subjectId };
    await this.audit.append(tx, { chain, actor, action, ...subject, detail: { name } });
  }
}
