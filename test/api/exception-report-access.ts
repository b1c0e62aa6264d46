import { type Hospital, type Who } from '../support/hospital.js';
import { newReport } from '../support/exception-report.js';

const STALE = 999_999_999;

interface Targets {
  readonly unitId: string;
  readonly exceptionReportId: string;
}

interface ReportProbe {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly version?: number;
  readonly allowed: readonly Who[];
}

/** Who may do what with the report of the staff account's person about hours. */
export function exceptionReports(h: Targets): Record<string, readonly ReportProbe[]> {
  const params = { id: h.exceptionReportId };
  const desk: readonly Who[] = ['hr', 'director-of-medical-education', 'guardian'];
  const everybody: readonly Who[] = [
    ...([
      'staff',
      'other-staff',
      'coordinator',
      'other-coordinator',
      'supervisor',
      'other-supervisor',
    ] as const),
    ...desk,
    ...(['auditor', 'admin'] as const),
  ];
  const doctor: readonly Who[] = ['staff'];
  const withAPerson: readonly Who[] = ['staff', 'other-staff'];
  return {
    'ExceptionReports.list': [{ allowed: desk }],
    'ExceptionReports.mine': [{ allowed: withAPerson }],
    'ExceptionReports.terms': [{ allowed: everybody }],
    'ExceptionReports.counts': [
      { query: { unitId: h.unitId }, allowed: ['coordinator', 'supervisor', ...desk] },
    ],
    'ExceptionReports.get': [{ params, allowed: ['staff', 'hr', 'guardian'] }],
    'ExceptionReports.events': [{ params, allowed: ['staff', 'guardian'] }],
    'ExceptionReports.raise': [{ body: {}, allowed: withAPerson }],
    'ExceptionReports.withdraw': [{ params, version: STALE, allowed: doctor }],
    'ReportFines.summary': [{ allowed: ['guardian'] }],
    'ReportFines.get': [{ params, allowed: ['staff', 'guardian'] }],
    'ReportFines.set': [{ params, body: {}, version: STALE, allowed: ['guardian'] }],
    'ExceptionReports.escalate': [{ params, body: {}, version: STALE, allowed: doctor }],
    'ExceptionReports.decide': [
      {
        params,
        body: { outcome: 'refused', compensation: null, compensatedMin: 0, reason: 'x' },
        version: STALE,
        allowed: ['hr'],
      },
    ],
  };
}

/** Over HTTP, by the doctor. */
export async function addExceptionReport({ as }: Hospital): Promise<Pick<Targets, 'exceptionReportId'>> {
  const { body } = await as.staff.post('/exception-reports', { body: newReport() });
  return { exceptionReportId: (body as { id: string }).id };
}
