import { type Answer, type Item } from '../api/types';

export type Report = Answer<'/api/v1/exception-reports/{id}', 'get'>;
export type ReportItem = Item<Answer<'/api/v1/exception-reports', 'get'>>;
export type ReportEvent = Item<Answer<'/api/v1/exception-reports/{id}/events', 'get'>>;
export type ReportKind = Report['kind'];
export type Choice = NonNullable<Report['choice']>;
export type Fines = Answer<'/api/v1/exception-reports/{id}/fines', 'get'>;
