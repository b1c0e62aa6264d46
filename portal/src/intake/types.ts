import { type Answer } from '../api/types';

export type Intake = Answer<'/api/v1/intakes/{id}', 'get'>;
export type IntakeRow = Answer<'/api/v1/intakes/{id}/rows', 'get'>['items'][number];
export type PostMapping = Answer<'/api/v1/post-mappings/{id}', 'get'>;
export type RowFilter = 'changes' | IntakeRow['state'];
