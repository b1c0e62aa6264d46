import { type Answer, type Item } from '../api/types';

export type TemplateSummary = Item<Answer<'/api/v1/templates', 'get'>>;
export type StoredTemplate = Answer<'/api/v1/templates/{id}', 'get'>;
export type TemplateLine = StoredTemplate['lines'][number];
export type AllocationSummary = Item<Answer<'/api/v1/line-allocations', 'get'>>;
export type Allocation = Answer<'/api/v1/line-allocations/{id}', 'get'>;
export type TrainingNeeds = Answer<'/api/v1/line-allocations/{id}/training-needs', 'get'>;
export type LinePlace = Allocation['places'][number];
export type LineSlot = Allocation['slots'][number];
export type LineGap = Allocation['gaps'][number];
export type WithoutLine = Allocation['withoutLine'][number];
export type DutyRoster = Answer<'/api/v1/line-allocations/{id}/duty-roster', 'post'>;
