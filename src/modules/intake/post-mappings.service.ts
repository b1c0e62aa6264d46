import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertVersion, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';
import { postMappingView, type PostMappingDto, type PostMappingInput } from './post-mapping.dto.js';
import { type PostMappingEntity } from './post-mapping.entity.js';
import { PostMappingsRepository } from './post-mappings.repository.js';

/** Which unit the deanery's posts belong to; kept for the next sheet. */
@Injectable()
export class PostMappingsService {
  constructor(
    private readonly repository: PostMappingsRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async list(): Promise<PostMappingDto[]> {
    const mappings = await this.repository.list();
    return Promise.all(mappings.map(async (mapping) => this.view(mapping)));
  }

  /** @throws DomainError `not-found` */
  async get(id: string): Promise<PostMappingDto> {
    const mapping = await this.repository.find(id);
    if (mapping === null) throw notFound('post mapping', id);
    return this.view(mapping);
  }

  async create(input: PostMappingInput, actor: Actor): Promise<PostMappingDto> {
    return this.transactions.run(async (tx) => {
      const { id: organisationId } = await this.units.onlyOrganisation(tx);
      await this.assertUnit(tx, input.unitId);
      const mapping = await this.repository.save(tx, { ...tidied(input), organisationId });
      await this.log(tx, mapping, actor, 'post-mapping-created', { ...input });
      return this.view(mapping, tx);
    });
  }

  /** @throws DomainError `stale-version`, `not-found` */
  async change(id: string, version: number, input: PostMappingInput, actor: Actor): Promise<PostMappingDto> {
    return this.transactions.run(async (tx) => {
      const mapping = await this.lock(tx, id, version);
      await this.assertUnit(tx, input.unitId);
      const changes = changesOf<PostMappingInput>(mapping, tidied(input));
      const saved = await this.repository.save(tx, Object.assign(mapping, tidied(input)));
      await this.log(tx, saved, actor, 'post-mapping-changed', { changes });
      return this.view(saved, tx);
    });
  }

  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const mapping = await this.lock(tx, id, version);
      await this.repository.remove(tx, id);
      await this.log(tx, mapping, actor, 'post-mapping-removed', { was: { ...mapping } });
    });
  }

  private async lock(tx: Transaction, id: string, version: number): Promise<PostMappingEntity> {
    const mapping = await this.repository.lock(tx, id);
    if (mapping === null) throw notFound('post mapping', id);
    assertVersion(version, mapping.version, await this.view(mapping, tx));
    return mapping;
  }

  private async assertUnit(tx: Transaction, unitId: string): Promise<void> {
    try {
      await this.units.get(unitId, tx);
    } catch {
      throw invalid({ path: 'unitId', message: `"${unitId}" is not a unit; GET /api/v1/units lists them.` });
    }
  }

  private async view(mapping: PostMappingEntity, tx?: Transaction): Promise<PostMappingDto> {
    return postMappingView(mapping, (await this.units.get(mapping.unitId, tx)).name);
  }

  private async log(
    tx: Transaction,
    { id, organisationId }: PostMappingEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const subject = { subjectType: 'post-mapping', subjectId: id };
    await this.audit.append(tx, { chain: organisationId, actor, action, ...subject, detail });
  }
}

function tidied({ postPrefix, ...rest }: PostMappingInput): PostMappingInput {
  return { ...rest, postPrefix: postPrefix.toUpperCase() };
}
