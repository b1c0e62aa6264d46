import { type Hospital, type Who } from '../support/hospital.js';
import { type Probe } from './probe.js';

const STALE = 999_999_999;
const READERS: readonly Who[] = [
  'coordinator',
  'supervisor',
  'hr',
  'guardian',
  'director-of-medical-education',
];
const EDITORS: readonly Who[] = ['coordinator', 'hr'];

export interface LinesTargets {
  readonly rotaId: string;
  /** A template of the unit, and doctors on its lines. */
  readonly rotaTemplateId: string;
  readonly lineAllocationId: string;
}

/** Who may do what with rota templates and the allocation of their lines. */
export function linesAccess(h: LinesTargets & Pick<Hospital, 'unitId'>): Record<string, readonly Probe[]> {
  const unit = { query: { unitId: h.unitId } };
  const template = { params: { id: h.rotaTemplateId } };
  const allocation = { params: { id: h.lineAllocationId } };
  const place = { params: { id: h.lineAllocationId, placeId: h.lineAllocationId } };
  const change = { body: {}, version: STALE };
  return {
    'RotaTemplates.list': [{ ...unit, allowed: READERS }],
    'RotaTemplates.read': [{ ...unit, body: {}, allowed: EDITORS }],
    'RotaTemplates.judge': [{ body: { unitId: h.unitId }, allowed: EDITORS }],
    'RotaTemplates.get': [{ ...template, allowed: READERS }],
    'RotaTemplates.analyse': [{ ...template, allowed: READERS }],
    'RotaTemplates.file': [{ ...template, query: { format: 'csv' }, allowed: READERS }],
    'RotaTemplates.create': [{ body: { unitId: h.unitId }, allowed: EDITORS }],
    'RotaTemplates.change': [{ ...template, ...change, allowed: EDITORS }],
    'RotaTemplates.remove': [{ ...template, version: STALE, allowed: EDITORS }],
    'LineAllocations.list': [{ ...unit, allowed: READERS }],
    'LineAllocations.get': [{ ...allocation, allowed: READERS }],
    'LineAllocations.create': [{ body: { unitId: h.unitId }, allowed: EDITORS }],
    'LineAllocations.remove': [{ ...allocation, version: STALE, allowed: EDITORS }],
    'TrainingNeeds.get': [{ ...allocation, allowed: READERS }],
    'TrainingNeeds.set': [
      { ...allocation, ...change, allowed: [...EDITORS, 'director-of-medical-education'] },
    ],
    'LineAllocations.propose': [{ ...allocation, version: STALE, allowed: EDITORS }],
    'LineAllocations.putPlace': [{ ...place, ...change, allowed: EDITORS }],
    'LineAllocations.removePlace': [{ ...place, version: STALE, allowed: EDITORS }],
    'LineAllocations.roster': [{ ...allocation, query: { rotaId: h.rotaId }, allowed: READERS }],
    'LineAllocations.makeRoster': [{ ...allocation, ...change, allowed: EDITORS }],
  };
}

/** Over HTTP, by HR. */
export async function addLines({ as, unitId }: Hospital): Promise<Omit<LinesTargets, 'rotaId'>> {
  const line = { name: 'Line 1', wte: 1, cells: ['LD', '', '', '', '', '', ''] };
  const template = { unitId, name: 'Everybody', contractCode: 'doctors2016', lines: [line] };
  const { id: templateId } = (await as.hr.post('/templates', { body: template })).body as { id: string };
  const days = { firstDate: '2026-08-03', lastDate: '2026-08-30' };
  const allocation = await as.hr.post('/line-allocations', {
    body: { unitId, templates: [{ templateId }], ...days },
  });
  return { rotaTemplateId: templateId, lineAllocationId: (allocation.body as { id: string }).id };
}
