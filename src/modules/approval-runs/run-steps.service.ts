import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { DomainError } from '../../common/domain-error.js';
import { Invitations } from '../auth/invitations.service.js';
import { type PersonAccountDto } from '../auth/person-account.dto.js';
import { WorkSchedulesService } from '../work-schedules/work-schedules.service.js';
import { RunLines } from './run-lines.service.js';
import { RunRosters } from './run-rosters.service.js';
import {
  counted,
  type Finding,
  ofUnit,
  type UnitStep,
  type StepContext,
  type StepOutcome,
} from './run-steps.js';

/** Sign-ins that an invitation helps. One that is on its way or active is left alone. */
const TO_INVITE: readonly PersonAccountDto['state'][] = ['none', 'expired', 'closed'];

/** Each step, so that doing it twice does no more than doing it once. */
@Injectable()
export class RunStepsService {
  constructor(
    private readonly schedules: WorkSchedulesService,
    private readonly lines: RunLines,
    private readonly rosters: RunRosters,
    private readonly invitations: Invitations,
  ) {}

  /** @param step of a unit */
  async take(step: UnitStep, context: StepContext): Promise<StepOutcome> {
    switch (step) {
      case 'intake':
        return this.intake(context);
      case 'lines':
        return this.lines.allocate(context);
      case 'checks':
        return this.checks(context);
      case 'duty-roster':
        return this.lines.makeRoster(context);
      case 'gaps':
        return this.rosters.fill(context);
      case 'publication':
        return this.rosters.publish(context);
      case 'work-schedules':
        return this.issue(context);
      case 'sign-ins':
        return this.invite(context);
    }
  }

  /** Somebody is placed in the unit when the rotation begins. */
  private async intake({ unitId, startDate }: StepContext): Promise<StepOutcome> {
    const doctors = await this.schedules.doctorsOf(unitId, startDate);
    const nobody = `Nobody is placed here on ${startDate}: apply the deanery's sheet (Intake), or enter placements.`;
    return { doctors: doctors.length, findings: doctors.length === 0 ? [ofUnit(nobody)] : [] };
  }

  /** Rules that lines break, and what keeps a work schedule from being made. */
  private async checks({ unitId, startDate }: StepContext): Promise<StepOutcome> {
    const doctors = await this.schedules.checks(unitId, startDate);
    return {
      doctors: doctors.length,
      findings: doctors.flatMap(({ personId, displayName, problems }) =>
        problems.map((what) => ({ personId, who: displayName, what })),
      ),
    };
  }

  private async issue({ unitId, startDate, rotationId, actor }: StepContext): Promise<StepOutcome> {
    const { doctors, mails } = await this.schedules.issue({ unitId, on: startDate, rotationId }, actor, null);
    const names = new Map(
      (await this.schedules.doctorsOf(unitId, startDate)).map((each) => [each.personId, each.displayName]),
    );
    return {
      doctors: doctors.length,
      note: `${counted(mails, 'doctor is mailed', 'doctors are mailed')}.`,
      findings: doctors.flatMap(({ personId, outcome, reason }) =>
        outcome === 'impossible'
          ? [{ personId, who: names.get(personId) ?? '', what: reason ?? 'No work schedule can be made.' }]
          : [],
      ),
    };
  }

  /** Nobody gets a second account: whoever comes back has theirs opened again, whoever has one keeps it. */
  private async invite({ unitId, startDate, actor, renew }: StepContext): Promise<StepOutcome> {
    const doctors = await this.schedules.doctorsOf(unitId, startDate);
    const states = new Map(
      (await this.invitations.ofPeople(doctors.map(({ personId }) => personId))).map((each) => [
        each.personId,
        each,
      ]),
    );
    const findings: Finding[] = [];
    let invited = 0;
    for (const { personId, displayName } of doctors) {
      const found = states.get(personId);
      if (found?.state === 'bounced') findings.push({ personId, who: displayName, what: bounced(found) });
      if (found === undefined || !TO_INVITE.includes(found.state)) continue;
      if (!(await renew())) throw new Error('another worker has taken this run over');
      const problem = await this.inviteOne(personId, actor);
      if (problem !== null) findings.push({ personId, who: displayName, what: problem });
      else invited += 1;
    }
    return { doctors: doctors.length, findings, note: `${counted(invited, 'doctor')} invited.` };
  }

  /** @returns why they could not be invited, or null. */
  private async inviteOne(personId: string, actor: Actor): Promise<string | null> {
    try {
      await this.invitations.invite(personId, null, actor);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.message;
    }
  }
}

function bounced({ email, mailError }: PersonAccountDto): string {
  return `The invitation to ${email ?? 'them'} could not be delivered${mailError === null ? '' : ` (${mailError})`}: correct the address, then invite again.`;
}
