import { type Answer } from '../api/types';

export type DoctorSchedule = Answer<'/api/v1/work-schedules', 'get'>['items'][number];
export type WorkSchedule = Answer<'/api/v1/work-schedules/{id}', 'get'>;
export type ScheduleVersion = WorkSchedule['versions'][number];
export type ScheduleChange = ScheduleVersion['changes'][number];
export type ScheduleText = Answer<'/api/v1/work-schedules/{id}/content', 'get'>['document'];
export type TextBlock = ScheduleText['sections'][number]['blocks'][number];
