import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertVersion, conflict, notFound, stale } from '../../common/domain-error.js';
import { type Precondition } from '../../common/if-match.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { assertNumbers } from './cover-checks.js';
import { type CoverExceptionEntity } from './cover-exception.entity.js';
import { exceptionView, type ExceptionDto, type ExceptionInput } from './demand.dto.js';
import { DemandRepository } from './demand.repository.js';

interface ExceptionKey {
  readonly lineId: string;
  readonly date: string;
}

/** Other numbers for a cover line on single dates. */
@Injectable()
export class CoverExceptionsService {
  constructor(
    private readonly repository: DemandRepository,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  /** @throws DomainError `stale-version` when there is one already, or another version of it */
  async put(
    key: ExceptionKey,
    precondition: Precondition,
    input: ExceptionInput,
    actor: Actor,
  ): Promise<ExceptionDto> {
    assertNumbers(input);
    return this.transactions.run(async (tx) => {
      const unitId = await this.lockLine(key.lineId, tx);
      const standing = await this.repository.exception(key.lineId, key.date, tx);
      assertPrecondition(precondition, standing, key);
      const detail =
        standing === null
          ? { date: key.date, ...input }
          : { date: key.date, changes: changesOf<ExceptionInput>(standing, input) };
      const saved = await this.repository.saveException(
        standing === null
          ? { ...input, coverLineId: key.lineId, date: key.date }
          : Object.assign(standing, input),
        tx,
      );
      await this.log(tx, unitId, key, actor, 'cover-exception-set', detail);
      return exceptionView(saved);
    });
  }

  async remove(key: ExceptionKey, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const unitId = await this.lockLine(key.lineId, tx);
      const standing = await this.repository.exception(key.lineId, key.date, tx);
      if (standing === null) throw notFound('exception of this line on', key.date);
      assertVersion(version, standing.version, exceptionView(standing));
      await this.repository.removeException(standing.id, tx);
      await this.log(tx, unitId, key, actor, 'cover-exception-removed', { was: exceptionView(standing) });
    });
  }

  /** The line's row is locked, so that only one exception of a date can be made at a time. @returns the unit. */
  private async lockLine(lineId: string, tx: Transaction): Promise<string> {
    const line = await this.repository.lockLine(lineId, tx);
    const template = line === null ? null : await this.repository.template(line.templateId, tx);
    if (line === null || template === null) throw notFound('cover line', lineId);
    if (line.measure === 'count') return template.unitId;
    throw conflict(
      'line-has-no-numbers',
      `"${line.name}" asks for a share, not for numbers; only lines with measure "count" can have exceptions.`,
    );
  }

  private async log(
    tx: Transaction,
    chain: string,
    { lineId }: ExceptionKey,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain,
      actor,
      action,
      subjectType: 'cover-line',
      subjectId: lineId,
      detail,
    });
  }
}

function assertPrecondition(
  precondition: Precondition,
  standing: CoverExceptionEntity | null,
  { date }: ExceptionKey,
): void {
  if (precondition.kind === 'new') {
    if (standing === null) return;
    throw stale(`There is an exception on ${date} already; change that one.`, exceptionView(standing));
  }
  if (standing === null) throw notFound('exception of this line on', date);
  assertVersion(precondition.version, standing.version, exceptionView(standing));
}
