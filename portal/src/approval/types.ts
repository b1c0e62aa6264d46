import { type Answer } from '../api/types';

export type ApprovalRun = Answer<'/api/v1/approval-runs/{id}', 'get'>;
export type RunStep = ApprovalRun['steps'][number];
export type RunTime = ApprovalRun['times'][number];
export type RunTotal = ApprovalRun['total'];
export type RunDoctor = Answer<'/api/v1/approval-runs/{id}/doctors', 'get'>['items'][number];
