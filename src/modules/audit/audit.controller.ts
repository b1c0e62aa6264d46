import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, may, type Actor } from '../../common/actor.js';
import { notAllowed } from '../../common/domain-error.js';
import { IdField } from '../../common/fields.js';
import { decodeCursor, PageOf, PageQuery } from '../../common/paging.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type AuditEntryEntity } from './audit-entry.entity.js';
import { AuditService } from './audit.service.js';

export class AuditEntryDto {
  @ApiProperty({ type: 'integer', description: 'Counts from 1 in its chain without gaps.' })
  seq: number;

  @ApiProperty({ type: String, format: 'date-time' })
  at: string;

  @ApiProperty({ description: 'Account id, or `system`.' })
  actor: string;

  @ApiProperty({ example: 'rota-published' })
  action: string;

  @ApiProperty()
  subjectType: string;

  @ApiProperty()
  subjectId: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail: Record<string, unknown>;

  @ApiProperty({ description: 'SHA-256 over the entry and the hash before it.' })
  hash: string;
}

export class AuditPage extends PageOf(AuditEntryDto) {}

export class AuditQuery extends PageQuery {
  @IdField({ description: 'A unit, or the organisation for what belongs to no unit.' })
  chain: string;
}

@ApiTags('Audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly resolvers: TargetResolvers,
  ) {}

  /** What was done, newest first. Auditors read every chain, administrators the organisation's. */
  @Get()
  @Access({ roles: ['auditor', 'admin'], target: { from: 'query', name: 'chain', kind: 'audit-chain' } })
  @ApiOkResponse({ type: AuditPage })
  async list(@Query() query: AuditQuery, @CurrentActor() actor: Actor): Promise<AuditPage> {
    const chain = await this.resolvers.resolve('audit-chain', query.chain);
    if (!may(actor, 'auditor') && chain?.unitIds.length !== 0) {
      throw notAllowed("A unit's log is for auditors; administrators read the organisation's.");
    }
    const before = decodeCursor(query.cursor, ['number']);
    const page = await this.audit.list(query.chain, before === null ? null : Number(before[0]), query.limit);
    return { items: page.items.map(entryView), nextCursor: page.nextCursor };
  }
}

function entryView(entry: AuditEntryEntity): AuditEntryDto {
  const { seq, at, actor, action, subjectType, subjectId, detail, hash } = entry;
  return {
    seq,
    at: at.toISOString(),
    actor,
    action,
    subjectType,
    subjectId,
    detail,
    hash: hash.toString('hex'),
  };
}
