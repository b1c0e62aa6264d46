import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { assertVersion, type FieldError, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { AllocationReader, summaryOf } from './allocation-reader.service.js';
import { daysBetween, mondayOf } from './cells/cycle.js';
import {
  type LineAllocationDto,
  type LineAllocationInput,
  type LineAllocationSummaryDto,
} from './line-allocation.dto.js';
import { type LineAllocationEntity } from './line-allocation.entity.js';
import { LineAllocationsRepository } from './line-allocations.repository.js';
import { type LinePlaceEntity } from './line-place.entity.js';
import { LinesReaderRepository } from './lines-reader.repository.js';
import { RotaTemplatesRepository } from './rota-templates.repository.js';

const LONGEST_DAYS = 372;
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** Allocations of doctors to the lines of templates, for a time. */
@Injectable()
export class LineAllocationsService {
  constructor(
    private readonly repository: LineAllocationsRepository,
    private readonly reader: AllocationReader,
    private readonly lines: LinesReaderRepository,
    private readonly templates: RotaTemplatesRepository,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async unitIdOf(id: string): Promise<string | null> {
    return this.repository.unitIdOf(id);
  }

  /** Of a unit, latest first. */
  async list(unitId: string): Promise<LineAllocationSummaryDto[]> {
    const rows = await this.lines.allocations(unitId, FIRST_DAY, LAST_DAY);
    return rows.toReversed().map(summaryOf);
  }

  /** @throws DomainError 404 */
  async get(id: string): Promise<LineAllocationDto> {
    return this.transactions.run(async (tx) => this.reader.view(tx, id));
  }

  /** Nobody is on its lines yet. @param also done in the same transaction */
  async create(
    input: LineAllocationInput,
    actor: Actor,
    also?: (tx: Transaction, id: string) => Promise<void>,
  ): Promise<LineAllocationDto> {
    assertDays(input);
    assertTemplates(input);
    const { unitId, rotationId, firstDate, lastDate } = input;
    return this.transactions.run(async (tx) => {
      const templates = await this.newestOf(tx, input);
      const id = await this.repository.insert(tx, { unitId, rotationId, firstDate, lastDate }, templates);
      await this.log(tx, { id, unitId }, actor, 'line-allocation-created', { ...input, templates });
      await also?.(tx, id);
      return this.reader.view(tx, id);
    });
  }

  /** The versions of the templates that are worked. */
  private async newestOf(
    tx: Transaction,
    { unitId, firstDate, templates }: LineAllocationInput,
  ): Promise<NewAllocationTemplate[]> {
    const found: NewAllocationTemplate[] = [];
    for (const [index, { templateId, cycleStart = mondayOf(firstDate) }] of templates.entries()) {
      const template = await this.templates.find(templateId, tx);
      if (template?.unitId !== unitId) {
        const message = `"${templateId}" is no template of this unit; GET /api/v1/templates?unitId=${unitId} lists them.`;
        throw invalid({ path: `templates[${index}].templateId`, message });
      }
      const number = template.latestNumber;
      const version = await this.templates.versionOf(templateId, number, tx);
      if (version === null) throw notFound('version of this template', String(number));
      found.push({ templateId, templateVersionId: version.id, cycleStart, number });
    }
    return found;
  }

  /** With all places on it; shifts that were made of it stay in their rotas. */
  async remove(id: string, seen: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.removeLocked(tx, await this.lock(tx, id, seen), actor);
    });
  }

  /** The same in the caller's transaction, whatever its version. One that is gone already is no fault. */
  async removeIfThere(tx: Transaction, id: string, actor: Actor): Promise<void> {
    const allocation = await this.repository.lock(tx, id);
    if (allocation !== null) await this.removeLocked(tx, allocation, actor);
  }

  private async removeLocked(tx: Transaction, allocation: LineAllocationEntity, actor: Actor): Promise<void> {
    await this.repository.remove(tx, allocation.id);
    const { firstDate, lastDate } = allocation;
    await this.log(tx, allocation, actor, 'line-allocation-removed', { firstDate, lastDate });
  }

  /** Who is on which line now, to put it back later. */
  async places(id: string): Promise<LinePlaceEntity[]> {
    return this.transactions.run(async (tx) => this.repository.places(tx, id));
  }

  /** Puts everybody back on the line that they had; who was put on a line by hand since stays there. */
  async restorePlaces(
    tx: Transaction,
    id: string,
    before: readonly LinePlaceEntity[],
    actor: Actor,
  ): Promise<void> {
    const allocation = await this.repository.lock(tx, id);
    if (allocation === null) return;
    const standing = await this.repository.places(tx, id);
    const byHand = new Set(standing.filter(({ pinned }) => pinned).map(({ personId }) => personId));
    const wanted = before.filter(({ pinned, personId }) => !pinned && !byHand.has(personId));
    const own = standing.filter(({ pinned }) => !pinned);
    if (sameIds(own, wanted)) return;
    await this.repository.removeUnpinned(tx, id);
    await this.repository.savePlaces(tx, wanted);
    await this.repository.touch(tx, id);
    await this.log(tx, allocation, actor, 'lines-put-back', {
      places: wanted.map(({ personId, lineId, startWeek }) => ({ personId, lineId, startWeek })),
    });
  }

  /** Locked, and as the caller saw it. @throws DomainError 404, 412 */
  async lock(tx: Transaction, id: string, seen: number): Promise<LineAllocationEntity> {
    const allocation = await this.repository.lock(tx, id);
    if (allocation === null) throw notFound('allocation', id);
    if (seen !== allocation.version) assertVersion(seen, allocation.version, await this.reader.view(tx, id));
    return allocation;
  }

  async log(
    tx: Transaction,
    { id, unitId }: { readonly id: string; readonly unitId: string },
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const subject = { subjectType: 'line-allocation', subjectId: id };
    await this.audit.append(tx, { chain: unitId, actor, action, ...subject, detail });
  }
}

function sameIds(some: readonly { id: string }[], others: readonly { id: string }[]): boolean {
  const ids = new Set(some.map(({ id }) => id));
  return some.length === others.length && others.every(({ id }) => ids.has(id));
}

interface NewAllocationTemplate {
  readonly templateId: string;
  readonly templateVersionId: string;
  readonly cycleStart: string;
  readonly number: number;
}

function assertTemplates({ templates }: LineAllocationInput): void {
  const errors = templates.flatMap(({ templateId, cycleStart }, index): FieldError[] => {
    const path = `templates[${index}]`;
    const isTwice = templates.findIndex((each) => each.templateId === templateId) < index;
    return [
      ...(isTwice ? [{ path, message: 'The same template comes twice; name it once.' }] : []),
      ...(cycleStart !== undefined && mondayOf(cycleStart) !== cycleStart
        ? [
            {
              path: `${path}.cycleStart`,
              message: `${cycleStart} is no Monday; choose ${mondayOf(cycleStart)}, or leave it out.`,
            },
          ]
        : []),
    ];
  });
  const [first, ...rest] = errors;
  if (first !== undefined) throw invalid(first, ...rest);
}

function assertDays({ firstDate, lastDate }: LineAllocationInput): void {
  if (lastDate < firstDate)
    throw invalid({
      path: 'lastDate',
      message: `${lastDate} is before ${firstDate}: an allocation ends on or after its first date.`,
    });
  const days = daysBetween(firstDate, lastDate) + 1;
  if (days > LONGEST_DAYS)
    throw invalid({
      path: 'lastDate',
      message: `${firstDate} to ${lastDate} are ${days} days; an allocation has at most ${LONGEST_DAYS}.`,
    });
}
