import { type Answer } from '../api/types';

export type Rotation = Answer<'/api/v1/rotations/{id}', 'get'>;
export type Deadline = Rotation['deadlines'][number];
export type OnTimeShare = Answer<'/api/v1/rotations/on-time-share', 'get'>;
export type OnTimeCount = OnTimeShare['steps'][number];
