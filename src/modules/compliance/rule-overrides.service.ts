import { Injectable, type OnModuleInit } from '@nestjs/common';
import { overrideFaults } from '../../../solver/explain/index.js';
import { type RuleOverrides, type RuleParameters } from '../../../solver/rules/index.js';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { Clock } from '../../common/clock.js';
import { assertDateOrder } from '../../common/date-range.js';
import { assertVersion, conflict, invalid, notFound, type FieldError } from '../../common/domain-error.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import {
  type NewRuleOverride,
  type RuleOverrideDto,
  type RuleOverrideInput,
  type RuleOverridePage,
  type RuleOverridesQuery,
  ruleOverrideView,
} from './rule-overrides.dto.js';
import { RuleOverridesRepository } from './rule-overrides.repository.js';
import { type UnitRuleOverrideEntity } from './unit-rule-override.entity.js';

/** What units have agreed otherwise than a rule's pack says: with a reason, an approver and dates. */
@Injectable()
export class RuleOverridesService implements OnModuleInit {
  constructor(
    private readonly repository: RuleOverridesRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.resolvers.registerUnitResolver('rule-override', async (id) => {
      return (await this.repository.find(id))?.unitId ?? null;
    });
  }

  /** Of one unit, by rule and first day, those that have ended included. */
  async list(query: RuleOverridesQuery): Promise<RuleOverridePage> {
    const rows = await this.repository.ofUnit(query.unitId);
    return pageOfSmallList(rows.map(ruleOverrideView), query, ({ id }) => id);
  }

  /** What is in force in a unit on a date: of each rule the newest that has begun and not ended. */
  async inForce(unitId: string, date: string): Promise<RuleOverrides> {
    const rows = await this.repository.ofUnit(unitId);
    return Object.fromEntries(
      rows
        .filter(
          ({ effectiveFrom, effectiveUntil }) => effectiveFrom <= date && (effectiveUntil ?? date) >= date,
        )
        .map(({ ruleCode, parameters, reason, approvedBy }) => [
          ruleCode,
          { parameters, reason, approvedBy },
        ]),
    );
  }

  /** @throws DomainError 400 with every parameter that the rule does not have, or that goes beyond its bounds; 409 `already-exists` */
  async create(input: NewRuleOverride, actor: Actor): Promise<RuleOverrideDto> {
    assertSetting(input.ruleCode, input);
    return this.transactions.run(async (tx) => {
      const row = await this.repository.save({ ...input }, tx);
      await this.log(tx, row, actor, 'rule-override-set', { ...input });
      return ruleOverrideView(row);
    });
  }

  /** @throws DomainError `stale-version`; 400 as when it is set */
  async change(
    id: string,
    version: number,
    input: RuleOverrideInput,
    actor: Actor,
  ): Promise<RuleOverrideDto> {
    return this.transactions.run(async (tx) => {
      const row = await this.lock(id, version, tx);
      assertSetting(row.ruleCode, input);
      const changes = changesOf<RuleOverrideInput>(row, input);
      const saved = await this.repository.save(Object.assign(row, input), tx);
      await this.log(tx, saved, actor, 'rule-override-changed', { ruleCode: row.ruleCode, changes });
      return ruleOverrideView(saved);
    });
  }

  /** @throws DomainError `stale-version`; 409 `has-begun`: rotas were judged by it, so it is ended and not removed */
  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.lock(id, version, tx);
      const was = ruleOverrideView(row);
      if (row.effectiveFrom <= this.clock.today()) {
        throw conflict(
          'has-begun',
          `This has been in force since ${row.effectiveFrom}, and rotas may have been judged by it. Give it a last day (effectiveUntil) instead.`,
          was,
        );
      }
      await this.repository.remove(id, tx);
      await this.log(tx, row, actor, 'rule-override-removed', { was });
    });
  }

  private async lock(id: string, version: number, tx: Transaction): Promise<UnitRuleOverrideEntity> {
    const row = await this.repository.lock(id, tx);
    if (row === null) throw notFound('rule override', id);
    assertVersion(version, row.version, ruleOverrideView(row));
    return row;
  }

  private async log(
    tx: Transaction,
    { id, unitId }: UnitRuleOverrideEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const subject = { subjectType: 'rule-override', subjectId: id };
    await this.audit.append(tx, { chain: unitId, actor, action, ...subject, detail });
  }
}

function assertSetting(
  ruleCode: string,
  { parameters, effectiveFrom, effectiveUntil }: RuleOverrideInput,
): void {
  assertDateOrder(effectiveFrom, effectiveUntil, ['effectiveFrom', 'effectiveUntil']);
  const [first, ...rest] = faultsOf(ruleCode, parameters);
  if (first !== undefined) throw invalid(first, ...rest);
}

function faultsOf(ruleCode: string, parameters: RuleParameters): FieldError[] {
  return overrideFaults(ruleCode, parameters).map(({ parameter, message }) => ({
    path:
      parameter === null
        ? message.startsWith('there is no rule')
          ? 'ruleCode'
          : 'parameters'
        : `parameters.${parameter}`,
    message: sentence(message),
  }));
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
