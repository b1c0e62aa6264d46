import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../common/domain-error.js';
import { type FillDto } from '../rotas/dto/fill.dto.js';
import { FillsService } from '../rotas/fills.service.js';
import { JudgementService } from '../rotas/judgement.service.js';
import { PublicationService } from '../rotas/publication.service.js';
import { WorkSchedulesService } from '../work-schedules/work-schedules.service.js';
import { ApprovalRunsRepository, type UnitRota } from './approval-runs.repository.js';
import {
  counted,
  type Finding,
  ofUnit,
  type StepContext,
  StepInterrupted,
  type StepOutcome,
} from './run-steps.js';

const LOOK_AGAIN_MS = 250;
const UNDER_WAY: readonly FillDto['state'][] = ['queued', 'running', 'stopping'];

/** A breach as a publication tells it. */
interface Breach {
  readonly personId: string;
  readonly message: string;
}

/** The duty roster of a unit: its gaps searched before the approval, published after it. */
@Injectable()
export class RunRosters {
  constructor(
    private readonly repository: ApprovalRunsRepository,
    private readonly schedules: WorkSchedulesService,
    private readonly fills: FillsService,
    private readonly judgement: JudgementService,
    private readonly publications: PublicationService,
  ) {}

  /** Fills around the shifts that are there; tells what is left open, and the rules that are broken. */
  async fill(context: StepContext): Promise<StepOutcome> {
    const { unitId, startDate } = context;
    const people = await this.schedules.doctorsOf(unitId, startDate);
    const doctors = people.length;
    const rota = await this.repository.rotaOver(unitId, startDate);
    if (rota === null) return { doctors, findings: [], note: 'There is no duty roster.' };
    if (rota.state !== 'draft')
      return { doctors, findings: [], note: `"${rota.name}" is ${rota.state} already.` };
    const searched = await this.search(rota, context);
    const { short, open } = await this.judgement.state(rota.id);
    const names = new Map(people.map(({ personId, displayName }) => [personId, displayName]));
    const findings: Finding[] = [
      ...searched.findings,
      ...(short === 0 ? [] : [ofUnit(gapWords(short, rota))]),
      ...open.map(({ personId, message }) => ({ personId, who: names.get(personId) ?? '', what: message })),
    ];
    return { doctors, findings, note: searched.note };
  }

  /** Publishes the draft, if HR asked for it, with the breaches that were accepted and no others. */
  async publish(context: StepContext): Promise<StepOutcome> {
    const { unitId, startDate, publishes } = context;
    if (!publishes) return { doctors: 0, findings: [], note: 'Not asked for: the coordinators publish.' };
    const doctors = (await this.schedules.doctorsOf(unitId, startDate)).length;
    const rota = await this.repository.rotaOver(unitId, startDate);
    if (rota === null)
      return { doctors, findings: [ofUnit(`There is no rota over ${startDate} to publish.`)] };
    if (rota.state !== 'draft')
      return { doctors, findings: [], note: `"${rota.name}" is ${rota.state} already.` };
    return { doctors, ...(await this.publishDraft(rota, context)) };
  }

  private async publishDraft(rota: UnitRota, context: StepContext): Promise<Omit<StepOutcome, 'doctors'>> {
    const { actor } = context;
    const say = async (acknowledgeViolations: string | null): Promise<Omit<StepOutcome, 'doctors'>> => {
      const request = { rotaId: rota.id, seen: rota.version, acknowledgeViolations };
      const { version, mailsQueued, withoutAddress } = await this.publications.publish(request, actor, null);
      const note = `"${rota.name}" published as version ${version}; ${counted(mailsQueued, 'doctor is mailed', 'doctors are mailed')}.`;
      const unreachable = withoutAddress.map(({ personId, displayName }) => ({
        personId,
        who: displayName,
        what: 'could not be told of the rota: no mail address is known.',
      }));
      return { findings: unreachable, note };
    };
    try {
      return await say(null);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== 'breaks-a-rule' || !(await this.areAccepted(error, context))) {
        return { findings: [ofUnit(`"${rota.name}" is not published: ${error.message}`)] };
      }
    }
    return say(`Accepted with the approval of the rotation by ${actor.displayName}.`);
  }

  /** Whether HR has seen each of these breaches among the findings. */
  private async areAccepted({ extra }: DomainError, { runId, unitId }: StepContext): Promise<boolean> {
    const steps = await this.repository.steps(runId);
    const seen = new Set(
      steps
        .filter((step) => step.unitId === unitId && step.step === 'gaps')
        .flatMap(({ findings }) => findings.map(({ personId, what }) => `${personId ?? ''} ${what}`)),
    );
    const breaches = (extra?.violations ?? []) as readonly Breach[];
    return breaches.every(({ personId, message }) => seen.has(`${personId} ${message}`));
  }

  /** Waits for the search, which goes on by itself if this worker dies, and which may be skipped meanwhile. */
  private async search(
    rota: UnitRota,
    context: StepContext,
  ): Promise<{ note: string; findings: readonly Finding[] }> {
    const begun = await this.begin(rota, context);
    if (begun === null) return { note: 'Gaps are left to the coordinators.', findings: [] };
    let fill = begun;
    while (UNDER_WAY.includes(fill.state)) {
      if (context.shutdown.aborted) throw new StepInterrupted();
      if (!(await context.renew())) throw new Error('another worker has taken this run over');
      if ((await this.repository.fillSeconds(context.runId)) === null)
        await this.fills.stop(fill.id, context.actor);
      await context.memory.tell(progressWords(fill));
      await sleep(LOOK_AGAIN_MS);
      fill = await this.fills.get(fill.id);
    }
    const skipped =
      fill.state === 'stopped' ? ' It was stopped early; the best rota until then is kept.' : '';
    return {
      note: `Searched for ${seconds(fill.elapsedMs)}.${skipped}`,
      findings: fill.error === null ? [] : [ofUnit(`Gaps of "${rota.name}": ${fill.error}`)],
    };
  }

  /** @returns null when gaps are not to be searched */
  private async begin(rota: UnitRota, { runId, actor }: StepContext): Promise<FillDto | null> {
    const limit = await this.repository.fillSeconds(runId);
    if (limit === null) return null;
    const running = await this.fills.underWay(rota.id);
    return running ?? this.fills.start(rota.id, { seconds: limit, keep: 'all' }, actor, null);
  }
}

function progressWords({ elapsedMs, seconds: limit, unfilled }: FillDto): string {
  const left = unfilled === null ? '' : `; ${counted(unfilled, 'place is', 'places are')} open`;
  return `Searching: ${seconds(elapsedMs)} of ${limit} s${left}.`;
}

function gapWords(short: number, { name }: UnitRota): string {
  return `${counted(short, 'place is', 'places are')} below minimum cover in "${name}": open the rota to see who could take them.`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
