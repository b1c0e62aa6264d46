import { Injectable } from '@nestjs/common';
import { Invitations } from '../auth/invitations.service.js';
import { RotationsService } from '../rotations/rotations.service.js';
import { WorkSchedulesService } from '../work-schedules/work-schedules.service.js';
import { type RunDoctorDto } from './approval-run.dto.js';
import { ApprovalRunsService } from './approval-runs.service.js';

/** Everybody whom a run is about, and how far they are with their sign-in. */
@Injectable()
export class RunDoctors {
  constructor(
    private readonly runs: ApprovalRunsService,
    private readonly rotations: RotationsService,
    private readonly schedules: WorkSchedulesService,
    private readonly invitations: Invitations,
  ) {}

  /** By unit, then by family name. @throws DomainError `not-found` */
  async of(runId: string): Promise<RunDoctorDto[]> {
    const { rotationId, steps } = await this.runs.get(runId);
    const { startDate } = await this.rotations.get(rotationId);
    const units = new Map(
      steps.flatMap(({ unitId, unitName }) => (unitId === null ? [] : [[unitId, unitName ?? ''] as const])),
    );
    const doctors: Omit<RunDoctorDto, 'signIn' | 'mailError'>[] = [];
    for (const [unitId, unitName] of units) {
      const found = await this.schedules.doctorsOf(unitId, startDate);
      doctors.push(...found.map(({ lastDate: _, ...doctor }) => ({ ...doctor, unitId, unitName })));
    }
    const accounts = await this.invitations.ofPeople(doctors.map(({ personId }) => personId));
    const accountOf = new Map(accounts.map((account) => [account.personId, account]));
    return doctors.map((doctor) => {
      const account = accountOf.get(doctor.personId);
      return { ...doctor, signIn: account?.state ?? 'none', mailError: account?.mailError ?? null };
    });
  }
}
