import { Injectable } from '@nestjs/common';
import { DomainError } from '../../common/domain-error.js';
import { DutyRosterService } from '../lines/duty-roster.service.js';
import { type DutyRosterDto } from '../lines/duty-roster.dto.js';
import { type LineAllocationDto, type LineAllocationSummaryDto } from '../lines/line-allocation.dto.js';
import { LineAllocationsService } from '../lines/line-allocations.service.js';
import { LinePlacesService } from '../lines/line-places.service.js';
import { RotaTemplatesService } from '../lines/rota-templates.service.js';
import { addDays } from '../rotas/problem/rota-clock.js';
import { DutyRosters } from '../rotas/duty-rosters.service.js';
import { WorkSchedulesService } from '../work-schedules/work-schedules.service.js';
import { ApprovalRunsRepository } from './approval-runs.repository.js';
import { counted, type Finding, ofUnit, type StepContext, type StepOutcome } from './run-steps.js';

const CONTRACT = 'doctors2016';
/** A placement without an end has lines for half a year. */
const HALF_A_YEAR_DAYS = 182;
/** An allocation has at most so many days. */
const LONGEST_DAYS = 372;

/** Doctors on lines, and the duty roster that follows from them; both can be taken back until the approval. */
@Injectable()
export class RunLines {
  constructor(
    private readonly repository: ApprovalRunsRepository,
    private readonly schedules: WorkSchedulesService,
    private readonly templates: RotaTemplatesService,
    private readonly allocations: LineAllocationsService,
    private readonly places: LinePlacesService,
    private readonly rosters: DutyRosterService,
    private readonly given: DutyRosters,
  ) {}

  /** Gives everybody a line who has none, of all the unit's templates for doctors where there is no allocation yet. */
  async allocate(context: StepContext): Promise<StepOutcome> {
    const { unitId, startDate, actor } = context;
    const doctors = await this.schedules.doctorsOf(unitId, startDate);
    if (doctors.length === 0) return { doctors: 0, findings: [] };
    const standing = await this.allocationOver(unitId, startDate);
    if (standing !== null) {
      const before = { allocationId: standing.id, places: await this.allocations.places(standing.id) };
      await context.memory.keepBefore(before);
    }
    const allocation =
      standing === null ? await this.create(context) : await this.allocations.get(standing.id);
    if (typeof allocation === 'string') return { doctors: doctors.length, findings: [ofUnit(allocation)] };
    const allocated =
      allocation.withoutLine.length === 0
        ? allocation
        : await this.places.propose(allocation.id, allocation.version, actor);
    const given = allocation.withoutLine.length - allocated.withoutLine.length;
    const note = `${counted(given, 'doctor')} put on lines of ${named(allocated.templates)}.`;
    return { doctors: doctors.length, findings: findingsOf(allocated), note };
  }

  /** Puts the shifts of the lines into the unit's rota over the first day, or into a new one. */
  async makeRoster({ unitId, startDate, actor, memory }: StepContext): Promise<StepOutcome> {
    const doctors = (await this.schedules.doctorsOf(unitId, startDate)).length;
    const rota = await this.repository.rotaOver(unitId, startDate);
    if (rota !== null && rota.state !== 'draft') return { doctors, findings: [] };
    const allocation = await this.allocationOver(unitId, startDate);
    if (allocation === null) {
      const missing = `There is no rota over ${startDate}, and no lines to make one of.`;
      return { doctors, findings: rota === null ? [ofUnit(missing)] : [] };
    }
    if (rota !== null) {
      await memory.keepBefore({ rotaId: rota.id, shifts: await this.given.given(rota.id) });
    }
    const input = { rotaId: rota?.id ?? null };
    try {
      const { id, version } = allocation;
      const made = await this.rosters.make(id, version, input, actor, memory.noteMade);
      const note = `"${made.rota.name}": ${counted(made.placed, 'shift')} of lines.`;
      return { doctors, findings: rosterFindings(made), note };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { doctors, findings: [ofUnit(error.message)] };
    }
  }

  private async allocationOver(unitId: string, on: string): Promise<LineAllocationSummaryDto | null> {
    const all = await this.allocations.list(unitId);
    return all.find(({ firstDate, lastDate }) => firstDate <= on && on <= lastDate) ?? null;
  }

  /** @returns a sentence where there is no template. */
  private async create({
    unitId,
    startDate,
    rotationId,
    actor,
    memory,
  }: StepContext): Promise<LineAllocationDto | string> {
    const templates = (await this.templates.list(unitId)).filter(
      ({ contractCode }) => contractCode === CONTRACT,
    );
    if (templates.length === 0) {
      return 'The unit has no rota template for doctors: upload one (Templates), or publish a roster by hand.';
    }
    const lastDate = await this.lastDay(unitId, startDate);
    const days = { firstDate: startDate, lastDate };
    const all = templates.map(({ id: templateId }) => ({ templateId }));
    const input = { unitId, templates: all, rotationId, ...days };
    return this.allocations.create(input, actor, memory.noteMade);
  }

  /** On which the last of the placements ends that begin then. */
  private async lastDay(unitId: string, startDate: string): Promise<string> {
    const doctors = await this.schedules.doctorsOf(unitId, startDate);
    const ends = doctors.map(({ lastDate }) => lastDate ?? addDays(startDate, HALF_A_YEAR_DAYS - 1));
    const last = ends.toSorted().at(-1) ?? addDays(startDate, HALF_A_YEAR_DAYS - 1);
    const latest = addDays(startDate, LONGEST_DAYS - 1);
    return last < latest ? last : latest;
  }
}

function findingsOf({ withoutLine }: LineAllocationDto): Finding[] {
  return withoutLine.map(({ personId, displayName, reason }) => ({
    personId,
    who: displayName,
    what: `is on no line: ${reason}`,
  }));
}

function rosterFindings({ rota, unplaced, open }: DutyRosterDto): Finding[] {
  const left = unplaced.map(({ personId, displayName, date, code, message }) => ({
    personId,
    who: displayName,
    what: `${code} on ${date} is not in "${rota.name}": ${message}`,
  }));
  if (open.length === 0) return left;
  const words = `${open.length} shifts of lines that nobody works are open in "${rota.name}": fill the rota.`;
  return [...left, ofUnit(words)];
}

function named(templates: readonly { readonly templateName: string }[]): string {
  return templates.map(({ templateName }) => `"${templateName}"`).join(' and ');
}
