import { type Who } from '../support/hospital.js';
import { type Probe } from './probe.js';

interface Targets {
  readonly unitId: string;
  readonly personId: string;
  readonly rotationId: string;
  readonly workScheduleId: string;
  readonly approvalRunId: string;
}

const STALE = 999_999_999;

/** Pay is in a work schedule: its doctor and HR alone read it. */
export function workScheduleAccess(h: Targets): Record<string, readonly Probe[]> {
  const hr: readonly Who[] = ['hr'];
  const readers: readonly Who[] = ['staff', 'hr'];
  const one = { params: { id: h.workScheduleId }, allowed: readers };
  return {
    'WorkSchedules.list': [{ query: { unitId: h.unitId, on: '2026-08-05' }, allowed: hr }],
    'WorkSchedules.issue': [{ body: { unitId: h.unitId, on: 'never' }, allowed: hr }],
    'WorkSchedules.ofPerson': [{ params: { personId: h.personId }, allowed: readers }],
    'WorkSchedules.get': [one],
    'WorkSchedules.content': [one],
    'WorkSchedules.document': [{ ...one, query: { format: 'pdf' } }],
    'WorkSchedules.acknowledge': [{ ...one, version: STALE, allowed: ['staff'] }],
    ...approvalRunAccess(h),
  };
}

function approvalRunAccess({ rotationId, approvalRunId }: Targets): Record<string, readonly Probe[]> {
  const allowed: readonly Who[] = ['hr'];
  const one = { params: { id: approvalRunId }, allowed };
  return {
    'ApprovalRuns.list': [{ query: { rotationId }, allowed }],
    'ApprovalRuns.start': [{ body: {}, allowed }],
    'ApprovalRuns.get': [one],
    'ApprovalRuns.listDoctors': [one],
    'ApprovalRuns.check': [{ ...one, version: STALE }],
    'ApprovalRuns.skipFill': [{ ...one, version: STALE }],
    'ApprovalRuns.approve': [{ ...one, body: { findings: 0 }, version: STALE }],
    'ApprovalRuns.discard': [{ ...one, version: STALE }],
  };
}
