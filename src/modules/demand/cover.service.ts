import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertDateOrder } from '../../common/date-range.js';
import { assertVersion, notFound } from '../../common/domain-error.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type CoverLineEntity } from './cover-line.entity.js';
import { type CoverTemplateEntity } from './cover-template.entity.js';
import { assertLine } from './cover-checks.js';
import {
  lineView,
  templateView,
  type LineDto,
  type LineInput,
  type NewTemplate,
  type TemplateDto,
  type TemplateInput,
} from './demand.dto.js';
import { DemandRepository } from './demand.repository.js';
import { KnownCodes } from './known-codes.service.js';

/** Demand templates and their cover lines. */
@Injectable()
export class CoverService {
  constructor(
    private readonly repository: DemandRepository,
    private readonly known: KnownCodes,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async createTemplate(input: NewTemplate, actor: Actor): Promise<TemplateDto> {
    assertDateOrder(input.validFrom, input.validUntil, ['validFrom', 'validUntil']);
    return this.transactions.run(async (tx) => {
      const template = await this.repository.saveTemplate({ ...input }, tx);
      await this.log(tx, template.unitId, actor, 'demand-template-created', template.id, { ...input });
      return templateView(template, []);
    });
  }

  async changeTemplate(
    id: string,
    version: number,
    input: TemplateInput,
    actor: Actor,
  ): Promise<TemplateDto> {
    assertDateOrder(input.validFrom, input.validUntil, ['validFrom', 'validUntil']);
    return this.transactions.run(async (tx) => {
      const template = await this.lockTemplate(id, version, tx);
      const changes = changesOf<TemplateInput>(template, input);
      const saved = await this.repository.saveTemplate(Object.assign(template, input), tx);
      await this.log(tx, saved.unitId, actor, 'demand-template-changed', id, { changes });
      return this.viewTemplate(saved, tx);
    });
  }

  async removeTemplate(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const template = await this.lockTemplate(id, version, tx);
      const was = await this.viewTemplate(template, tx);
      await this.repository.removeTemplate(id, tx);
      await this.log(tx, template.unitId, actor, 'demand-template-removed', id, { was });
    });
  }

  async createLine(templateId: string, input: LineInput, actor: Actor): Promise<LineDto> {
    return this.transactions.run(async (tx) => {
      const template = await this.template(templateId, tx);
      await this.assertLine(input, template.unitId, tx);
      const line = await this.repository.saveLine({ ...input, templateId }, tx);
      await this.log(tx, template.unitId, actor, 'cover-line-created', line.id, { templateId, ...input });
      return lineView(line, []);
    });
  }

  async changeLine(id: string, version: number, input: LineInput, actor: Actor): Promise<LineDto> {
    return this.transactions.run(async (tx) => {
      const line = await this.lockLine(id, version, tx);
      const { unitId } = await this.template(line.templateId, tx);
      await this.assertLine(input, unitId, tx);
      const changes = changesOf<LineInput>(line, input);
      const saved = await this.repository.saveLine(Object.assign(line, input), tx);
      await this.log(tx, unitId, actor, 'cover-line-changed', id, { changes });
      return lineView(saved, await this.repository.exceptions([id], tx));
    });
  }

  async removeLine(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const line = await this.lockLine(id, version, tx);
      const { unitId } = await this.template(line.templateId, tx);
      const was = lineView(line, await this.repository.exceptions([id], tx));
      await this.repository.removeLine(id, tx);
      await this.log(tx, unitId, actor, 'cover-line-removed', id, { was });
    });
  }

  private async assertLine(input: LineInput, unitId: string, tx: Transaction): Promise<void> {
    assertLine(input, await this.repository.shiftTypes([unitId], tx));
    await this.known.assertCodes(unitId, input, tx);
  }

  private async template(id: string, tx: Transaction): Promise<CoverTemplateEntity> {
    const template = await this.repository.template(id, tx);
    if (template === null) throw notFound('demand template', id);
    return template;
  }

  private async lockTemplate(id: string, version: number, tx: Transaction): Promise<CoverTemplateEntity> {
    const template = await this.repository.lockTemplate(id, tx);
    if (template === null) throw notFound('demand template', id);
    if (template.version !== version) {
      assertVersion(version, template.version, await this.viewTemplate(template, tx));
    }
    return template;
  }

  private async lockLine(id: string, version: number, tx: Transaction): Promise<CoverLineEntity> {
    const line = await this.repository.lockLine(id, tx);
    if (line === null) throw notFound('cover line', id);
    if (line.version !== version) {
      assertVersion(version, line.version, lineView(line, await this.repository.exceptions([id], tx)));
    }
    return line;
  }

  private async viewTemplate(template: CoverTemplateEntity, tx: Transaction): Promise<TemplateDto> {
    const lines = await this.repository.lines([template.id], tx);
    const exceptions = await this.repository.exceptions(
      lines.map(({ id }) => id),
      tx,
    );
    return templateView(
      template,
      lines.map((line) =>
        lineView(
          line,
          exceptions.filter(({ coverLineId }) => coverLineId === line.id),
        ),
      ),
    );
  }

  private async log(
    tx: Transaction,
    chain: string,
    actor: Actor,
    action: string,
    subjectId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const subjectType = action.replace(/-[a-z]+$/, '');
    await this.audit.append(tx, { chain, actor, action, subjectType, subjectId, detail });
  }
}
