import { type ApprovalRunDto, type RunTimeDto, type RunTotalDto } from './approval-run.dto.js';
import { type ApprovalRunEntity } from './approval-run.entity.js';
import { type StepRow } from './approval-runs.repository.js';
import { RUN_STEP_NAMES, RUN_STEPS, stepsIn } from './run-steps.js';

export function runView(run: ApprovalRunEntity, steps: readonly StepRow[]): ApprovalRunDto {
  const {
    id,
    rotationId,
    intakeId,
    fillSeconds,
    publishes,
    state,
    requestedAt,
    approvedAt,
    finishedAt,
    error,
    version,
  } = run;
  return {
    id,
    rotationId,
    intakeId,
    fillSeconds,
    publishes,
    state,
    requestedAt: requestedAt.toISOString(),
    approvedAt: approvedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    findings: preparedFindings(steps),
    steps: steps.map(({ unitId, unitName, step, done, doctors, spentMs, note, findings }) => ({
      ...{ unitId, unitName, step, done, doctors, spentMs, note },
      stepName: RUN_STEP_NAMES[step],
      findings: findings.map((finding) => ({ ...finding })),
    })),
    times: timesOf(steps),
    total: totalOf(steps),
    error,
    version,
  };
}

/** Of the preparation: what is accepted with the approval. */
function preparedFindings(steps: readonly StepRow[]): number {
  const prepared = stepsIn('preparing');
  return steps
    .filter(({ step }) => prepared.includes(step))
    .reduce((total, { findings }) => total + findings.length, 0);
}

/** How long each step took, over all units. */
function timesOf(steps: readonly StepRow[]): RunTimeDto[] {
  const taken = RUN_STEPS.filter((step) => steps.some((row) => row.step === step));
  return taken.map((step) => {
    const own = steps.filter((row) => row.step === step);
    const doctors = own.reduce((total, row) => total + row.doctors, 0);
    const spentMs = own.reduce((total, row) => total + row.spentMs, 0);
    return { step, stepName: RUN_STEP_NAMES[step], doctors, spentMs, secondsADoctor: each(spentMs, doctors) };
  });
}

function totalOf(steps: readonly StepRow[]): RunTotalDto {
  const times = timesOf(steps);
  const doctors = Math.max(0, ...times.map((time) => time.doctors));
  const spentMs = times.reduce((total, time) => total + time.spentMs, 0);
  const searchMs = times.find(({ step }) => step === 'gaps')?.spentMs ?? 0;
  return {
    doctors,
    spentMs,
    secondsADoctor: each(spentMs, doctors),
    secondsADoctorWithoutSearch: each(spentMs - searchMs, doctors),
  };
}

function each(spentMs: number, doctors: number): number | null {
  return doctors === 0 ? null : Math.round(spentMs / doctors) / 1000;
}
