import { Injectable } from '@nestjs/common';
import { findPack, RuleError } from '../../../solver/rules/index.js';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type TemplateAnalysisDto } from '../compliance/template-analysis.dto.js';
import { TemplateAnalysisService } from '../compliance/template-analysis.service.js';
import { asTemplate } from './cells/allocated-line.js';
import { LinesReaderRepository } from './lines-reader.repository.js';
import {
  type NewRotaTemplate,
  type RotaTemplateDto,
  type RotaTemplateInput,
  type RotaTemplateSummaryDto,
  type TemplateDraftInput,
  type TemplateReadingDto,
  type TemplateVerdictDto,
} from './rota-template.dto.js';
import { RotaTemplatesRepository } from './rota-templates.repository.js';
import { type CheckedLine, checkLines, type UsableShiftType } from './sheet/check-lines.js';
import { readTemplateFile, refuseTemplate, writeTemplateFile } from './sheet/template-file.js';
import { type SheetMeaning } from './sheet/template-sheet.js';

/** Templates of units: every edit is a version of its own, and what is worked by a version stays as it is. */
@Injectable()
export class RotaTemplatesService {
  constructor(
    private readonly repository: RotaTemplatesRepository,
    private readonly reader: LinesReaderRepository,
    private readonly analysis: TemplateAnalysisService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The unit of a template, or null for an unknown id. */
  async unitIdOf(id: string): Promise<string | null> {
    return this.repository.unitIdOf(id);
  }

  /** By name. */
  async list(unitId: string): Promise<RotaTemplateSummaryDto[]> {
    return this.repository.ofUnit(unitId);
  }

  /** @param number the newest version when left out. @throws DomainError 404 */
  async get(id: string, number?: number, tx?: Transaction): Promise<RotaTemplateDto> {
    const template = await this.repository.find(id, tx);
    if (template === null) throw notFound('template', id);
    const version = await this.repository.versionOf(id, number ?? template.latestNumber, tx);
    if (version === null) throw notFound('version of this template', String(number));
    const lines = await this.reader.lines([version.id], tx);
    const shiftTypes = await this.reader.shiftTypes(template.unitId, tx);
    const codes = new Map(shiftTypes.map((type) => [type.id, type.code]));
    const used = new Set(lines.flatMap(({ cells }) => cells));
    return {
      ...template,
      number: version.number,
      cycleWeeks: version.cycleWeeks,
      lineCount: lines.length,
      createdAt: version.createdAt.toISOString(),
      lines: lines.map((line) => ({
        id: line.id,
        name: line.name,
        wte: line.wteThousandths / 1000,
        cells: line.cells.map((cell) => codes.get(cell ?? '') ?? ''),
      })),
      shiftTypes: shiftTypes
        .filter((type) => used.has(type.id))
        .map(({ id: typeId, code, name, kind, startMin, endMin, colour }) => ({
          id: typeId,
          code,
          name,
          kind,
          startMin,
          endMin,
          colour,
        })),
      uses: [...(await this.repository.uses(id, tx))],
    };
  }

  async create(input: NewRotaTemplate, actor: Actor): Promise<RotaTemplateDto> {
    return this.transactions.run(async (tx) => {
      const checked = await this.check(tx, input.unitId, input);
      const { unitId, name, contractCode } = input;
      const template = await this.repository.insert(tx, { unitId, name, contractCode });
      await this.addVersion(tx, template.id, 1, checked, actor);
      await this.log(tx, template, actor, 'rota-template-created', { name, contractCode });
      return this.get(template.id, 1, tx);
    });
  }

  /** What it looks like becomes a new version where it differs; allocations stay with theirs. */
  async change(id: string, seen: number, input: RotaTemplateInput, actor: Actor): Promise<RotaTemplateDto> {
    return this.transactions.run(async (tx) => {
      const template = await this.repository.lock(tx, id);
      if (template === null) throw notFound('template', id);
      const current = await this.get(id, undefined, tx);
      assertVersion(seen, template.version, current);
      const checked = await this.check(tx, template.unitId, input);
      const isSame = await this.isSame(tx, current, checked.lines);
      const number = isSame ? current.number : current.number + 1;
      if (!isSame) await this.addVersion(tx, id, number, checked, actor);
      const { name, contractCode } = input;
      await this.repository.change(tx, id, { name, contractCode });
      await this.log(tx, template, actor, 'rota-template-changed', { name, contractCode, number });
      return this.get(id, undefined, tx);
    });
  }

  /** @throws DomainError 409 `still-used` where somebody is allocated to its lines */
  async remove(id: string, seen: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const template = await this.repository.lock(tx, id);
      if (template === null) throw notFound('template', id);
      const current = await this.get(id, undefined, tx);
      assertVersion(seen, template.version, current);
      const [use] = current.uses;
      if (use !== undefined) {
        throw conflict(
          'still-used',
          `Doctors are allocated to lines of "${template.name}" from ${use.firstDate} to ${use.lastDate}; remove that allocation first.`,
          current,
        );
      }
      await this.repository.remove(tx, id);
      await this.log(tx, template, actor, 'rota-template-removed', { name: template.name });
    });
  }

  /** What a file says, by the unit's shift types. Nothing is kept. @throws DomainError 400 with every fault of it */
  async read(unitId: string, bytes: Buffer, meaning: SheetMeaning): Promise<TemplateReadingDto> {
    const { lines, faults } = await readTemplateFile(bytes, meaning);
    const shiftTypes = await this.reader.shiftTypes(unitId);
    const checked = checkLines(lines, shiftTypes);
    // Lines that could not be read whole would only be told a second time.
    const all =
      faults.length > 0
        ? [...faults, ...checked.faults.filter(({ path }) => / week \d+ /.test(path))]
        : checked.faults;
    if (all.length > 0) throw refuseTemplate(all);
    const codes = new Map(shiftTypes.map(({ id, code }) => [id, code]));
    return {
      cycleWeeks: checked.cycleWeeks,
      lines: checked.lines.map(({ name, wteThousandths, cells }) => ({
        name,
        wte: wteThousandths / 1000,
        cells: cells.map((id) => codes.get(id ?? '') ?? ''),
      })),
    };
  }

  async file(
    id: string,
    number: number | undefined,
    format: 'csv' | 'xlsx',
  ): Promise<{ name: string; content: Buffer }> {
    const template = await this.get(id, number);
    const name = template.name
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .normalize('NFKD')
      .replaceAll(/[^\x20-\x7e]/g, '');
    return {
      name: `${name === '' || name === '-' ? 'template' : name}-${template.number}.${format}`,
      content: await writeTemplateFile(template.lines, format),
    };
  }

  /** What its lines are like, and which rules of its contract they break, as the unit sets them. */
  async analyse(id: string, number: number | undefined): Promise<TemplateAnalysisDto> {
    const shown = await this.get(id, number);
    const version = await this.repository.versionOf(id, shown.number);
    if (version === null) throw notFound('version of this template', String(shown.number));
    const lines = await this.reader.lines([version.id]);
    const shiftTypes = await this.reader.shiftTypes(shown.unitId);
    return this.judged(lines, shiftTypes, shown);
  }

  /** The same of lines that nobody has saved yet, with everything for which they could not be. */
  async judge({ unitId, contractCode, lines }: TemplateDraftInput): Promise<TemplateVerdictDto> {
    this.assertPack(contractCode);
    const shiftTypes = await this.reader.shiftTypes(unitId);
    const checked = checkLines(lines, shiftTypes);
    if (checked.faults.length > 0) return { faults: checked.faults, analysis: null };
    return { faults: [], analysis: await this.judged(checked.lines, shiftTypes, { unitId, contractCode }) };
  }

  private async judged(
    lines: readonly CheckedLine[],
    shiftTypes: readonly UsableShiftType[],
    { unitId, contractCode }: Pick<TemplateDraftInput, 'unitId' | 'contractCode'>,
  ): Promise<TemplateAnalysisDto> {
    const used = new Set(lines.flatMap(({ cells }) => cells));
    const template = asTemplate(
      shiftTypes.filter((type) => used.has(type.id)),
      lines.map(({ name, cells, wteThousandths }) => ({ name, cells, thousandths: wteThousandths })),
    );
    return this.analysis.judge({ template, pack: contractCode, unitId });
  }

  private async check(
    tx: Transaction,
    unitId: string,
    { lines, contractCode }: RotaTemplateInput,
  ): Promise<{ lines: CheckedLine[]; cycleWeeks: number }> {
    this.assertPack(contractCode);
    const checked = checkLines(lines, await this.reader.shiftTypes(unitId, tx));
    if (checked.faults.length > 0) throw refuseTemplate(checked.faults);
    return checked;
  }

  private assertPack(code: string): void {
    try {
      if (findPack(code, this.clock.today()).rules.length > 0) return;
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      throw invalid({ path: 'contractCode', message: `${error.message}.` });
    }
    throw invalid({
      path: 'contractCode',
      message: `"${code}" has rules about wards only; choose the pack of a contract, such as doctors2016.`,
    });
  }

  private async isSame(
    tx: Transaction,
    current: RotaTemplateDto,
    lines: readonly CheckedLine[],
  ): Promise<boolean> {
    const version = await this.repository.versionOf(current.id, current.number, tx);
    const standing = version === null ? [] : await this.reader.lines([version.id], tx);
    const plain = (all: readonly CheckedLine[]): string =>
      JSON.stringify(all.map(({ name, wteThousandths, cells }) => [name, wteThousandths, cells]));
    return plain(standing) === plain(lines);
  }

  private async addVersion(
    tx: Transaction,
    templateId: string,
    number: number,
    { lines, cycleWeeks }: { lines: CheckedLine[]; cycleWeeks: number },
    actor: Actor,
  ): Promise<void> {
    const createdAt = this.clock.now();
    await this.repository.addVersion(
      tx,
      { templateId, number, cycleWeeks, createdBy: actor.accountId, createdAt },
      lines,
    );
  }

  private async log(
    tx: Transaction,
    { id, unitId }: { id: string; unitId: string },
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'rota-template',
      subjectId: id,
      detail,
    });
  }
}
