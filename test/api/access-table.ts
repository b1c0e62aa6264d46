import { workScheduleAccess } from './work-schedule-access.js';
import { exceptionReports } from './exception-report-access.js';
import { dayShift, type Hospital, type Who } from '../support/hospital.js';
import { type Probe } from './probe.js';
import { signInsAccess } from './sign-ins-access.js';
import { linesAccess, type LinesTargets } from './lines-access.js';

export type { Probe };

/** Rows that a hospital has beside its people, as targets of probes. */
export interface ProbeTargets extends Hospital, LinesTargets {
  readonly rotaId: string;
  /** One that has ended. */
  readonly fillId: string;
  readonly templateId: string;
  readonly lineId: string;
  /** Of the staff account's person. */
  readonly entryId: string;
  readonly absenceId: string;
  /** Of their colleague. */
  readonly colleagueEntryId: string;
  readonly colleagueAbsenceId: string;
  /** Of the staff account's person, in the unit. */
  readonly workedEntryId: string;
  readonly payTermId: string;
  readonly ruleOverrideId: string;
  /** A published shift of the staff account's person, and one of their colleague's. */
  readonly assignmentId: string;
  readonly colleagueAssignmentId: string;
  /** A swap that the staff account's person has asked their colleague for. */
  readonly swapId: string;
  /** Of the rota, open. */
  readonly roundId: string;
  /** An open shift that has not gone out beyond the unit. */
  readonly vacancyId: string;
  /** A sheet of the deanery that waits, and the unit of some posts. */
  readonly intakeId: string;
  readonly postMappingId: string;
  readonly rotationId: string;
  /** Of the staff account. */
  readonly accountId: string;
  /** Issued to the staff account's person. */
  readonly workScheduleId: string;
  /** Of the rotation. */
  readonly approvalRunId: string;
  /** Of the staff account's person, about hours and not yet answered. */
  readonly exceptionReportId: string;
}

export const EVERY_ACCOUNT: readonly Who[] = [
  'staff',
  'other-staff',
  'coordinator',
  'other-coordinator',
  'supervisor',
  'other-supervisor',
  'hr',
  'director-of-medical-education',
  'guardian',
  'auditor',
  'admin',
];

const WITH_A_PERSON: readonly Who[] = ['staff', 'other-staff'];

/** Organisation-wide roles, and the unit's own people. */
const OF_THE_UNIT: readonly Who[] = EVERY_ACCOUNT.filter((who) => !who.startsWith('other-'));
const SETS_UP_DEMAND: readonly Who[] = ['coordinator', 'admin'];
const SEES_PEOPLE: readonly Who[] = [
  'coordinator',
  'supervisor',
  'hr',
  'admin',
  'director-of-medical-education',
  'guardian',
];
const SOMEDAY = { from: '2026-08-01', to: '2026-08-31' };
const STALE = 999_999_999;
const NO_SUCH = '00000000-0000-4000-8000-000000000000';

/**
 * Who may do what, written down apart from the code: for each operation of the OpenAPI document the requests to try and
 * who must be let through. An operation that is missing here fails the matrix.
 */
export function accessTable(h: ProbeTargets): Readonly<Record<string, readonly Probe[]>> {
  return {
    ...openToAll(h),
    ...unitsAndPeople(h),
    ...demand(h),
    ...availabilityAndLeave(h),
    ...rotas(h),
    ...fillsAndPublications(h),
    ...hoursAndPay(h),
    ...staffChanges(h),
    ...intake(h),
    ...signInsAccess(h.accountId),
    ...linesAccess(h),
    ...workScheduleAccess(h),
    ...exceptionReports(h),
    'ScimDirectories.list': [{ allowed: ['admin'] }],
    'ScimDirectories.create': [{ body: {}, allowed: ['admin'] }],
    'ScimDirectories.revoke': [{ params: { id: 'not-an-id' }, version: STALE, allowed: ['admin'] }],
    'Audit.list': [
      { about: 'the chain of a unit', query: { chain: h.unitId }, allowed: ['auditor'] },
      {
        about: 'the chain of the organisation',
        query: { chain: h.organisationId },
        allowed: ['auditor', 'admin'],
      },
    ],
  };
}

function intake(h: ProbeTargets): Record<string, readonly Probe[]> {
  const hr: readonly Who[] = ['hr'];
  const one = { params: { id: h.intakeId }, allowed: hr };
  const post = { params: { id: h.postMappingId }, allowed: hr };
  const change = { ...one, body: {}, version: STALE };
  return {
    'Intakes.upload': [{ body: {}, allowed: hr }],
    'Intakes.list': [{ allowed: hr }],
    'Intakes.get': [one],
    'Intakes.rows': [one],
    'Intakes.sheet': [one],
    'Intakes.check': [change],
    'Intakes.approve': [change],
    'Intakes.discard': [{ ...one, version: STALE }],
    ...notice(h),
    'PostMappings.list': [{ allowed: hr }],
    'PostMappings.get': [post],
    'PostMappings.create': [{ body: {}, allowed: hr }],
    'PostMappings.change': [{ ...post, body: {}, version: STALE }],
    'PostMappings.remove': [{ ...post, version: STALE }],
  };
}

function notice(h: ProbeTargets): Record<string, readonly Probe[]> {
  const hr: readonly Who[] = ['hr'];
  const readers: readonly Who[] = ['hr', 'guardian', 'director-of-medical-education'];
  const params = { id: h.rotationId };
  return {
    'Rotations.list': [{ allowed: readers }],
    'Rotations.onTimeShare': [{ allowed: readers }],
    'Rotations.owners': [{ query: { unitId: h.unitId }, allowed: hr }],
    'Rotations.get': [{ params, allowed: readers }],
    'Rotations.create': [{ body: {}, allowed: hr }],
    'Rotations.change': [{ params, body: {}, version: STALE, allowed: hr }],
    'Rotations.remove': [{ params, version: STALE, allowed: hr }],
    'Rotations.changeDeadline': [
      { params: { ...params, deadlineId: NO_SUCH }, body: {}, version: STALE, allowed: hr },
    ],
  };
}

function openToAll(h: ProbeTargets): Record<string, readonly Probe[]> {
  const signedIn: readonly Probe[] = [{ allowed: EVERY_ACCOUNT }];
  return {
    'Health.look': [{ allowed: 'everybody' }],
    'Installation.get': [{ allowed: 'everybody' }],
    'Sessions.signIn': [{ body: {}, allowed: 'everybody' }],
    'Sessions.current': signedIn,
    'Sessions.signOut': [{ signsOut: true, allowed: EVERY_ACCOUNT }],
    'Sessions.list': signedIn,
    'Sessions.end': [{ params: { id: 'not-an-id' }, allowed: EVERY_ACCOUNT }],
    'PasswordLinks.look': [{ body: {}, allowed: 'everybody' }],
    'PasswordLinks.use': [{ body: {}, allowed: 'everybody' }],
    'PasswordLinks.ask': [{ body: {}, allowed: 'everybody' }],
    'Provider.begin': [{ allowed: 'everybody' }],
    'Provider.callback': [{ allowed: 'everybody' }],
    'Provider.logOut': [{ body: {}, allowed: 'everybody' }],
    'MySignIn.get': signedIn,
    'MySignIn.changePassword': [{ body: {}, allowed: EVERY_ACCOUNT }],
    'MySignIn.propose': [{ body: {}, allowed: EVERY_ACCOUNT }],
    'MySignIn.confirm': [{ body: {}, allowed: EVERY_ACCOUNT }],
    'MySignIn.remove': [{ body: {}, allowed: EVERY_ACCOUNT }],
    'MySignIn.recoveryCodes': [{ body: {}, allowed: EVERY_ACCOUNT }],
    'Feeds.get': [{ allowed: WITH_A_PERSON }],
    'Feeds.create': [{ allowed: WITH_A_PERSON }],
    'Feeds.revoke': [{ allowed: WITH_A_PERSON }],
    'MailPreferences.get': [{ allowed: WITH_A_PERSON }],
    'MailPreferences.change': [{ body: {}, version: STALE, allowed: EVERY_ACCOUNT }],
    'MailPreferences.page': [{ params: { token: NO_SUCH, what: 'offers' }, allowed: 'everybody' }],
    'MailPreferences.stop': [{ params: { token: NO_SUCH, what: 'offers' }, allowed: 'everybody' }],
    'Feeds.read': [{ params: { token: 'x'.repeat(43), other: 'unknown' }, allowed: 'everybody' }],
    'Units.list': signedIn,
    'Grades.list': signedIn,
    'Skills.list': signedIn,
    'RulePacks.list': signedIn,
    'Templates.analyse': [
      { about: 'without a unit', body: {}, allowed: EVERY_ACCOUNT },
      { about: 'by the rules of a unit', body: { unitId: h.unitId }, allowed: OF_THE_UNIT },
    ],
    'BankHolidays.list': [{ query: { year: '2026', nation: 'scotland' }, allowed: EVERY_ACCOUNT }],
    'Units.get': [{ params: { id: h.unitId }, allowed: OF_THE_UNIT }],
  };
}

function unitsAndPeople(h: ProbeTargets): Record<string, readonly Probe[]> {
  const onPerson = (parameter: string): Probe[] => [
    { params: { id: h.personId, [parameter]: NO_SUCH }, body: {}, version: STALE, allowed: ['hr', 'admin'] },
  ];
  const onSkill = (parameter: string): Probe[] =>
    onPerson(parameter).map((probe) => ({ ...probe, allowed: ['coordinator', 'hr', 'admin'] }));
  return {
    'Units.create': [{ body: {}, allowed: ['admin'] }],
    'Units.change': [{ params: { id: h.unitId }, body: {}, version: STALE, allowed: ['admin'] }],
    'RuleOverrides.list': [{ query: { unitId: h.unitId }, allowed: OF_THE_UNIT }],
    'RuleOverrides.create': [{ body: { unitId: h.unitId }, allowed: ['hr'] }],
    'RuleOverrides.change': [{ params: { id: h.ruleOverrideId }, body: {}, version: STALE, allowed: ['hr'] }],
    'RuleOverrides.remove': [{ params: { id: h.ruleOverrideId }, version: STALE, allowed: ['hr'] }],
    'Grades.create': [{ body: {}, allowed: ['admin'] }],
    'Skills.create': [{ body: {}, allowed: ['hr', 'admin'] }],
    'People.list': [
      { about: 'the people of a unit', query: { unitId: h.unitId }, allowed: SEES_PEOPLE },
      {
        about: 'the people of their units',
        allowed: [...SEES_PEOPLE, 'other-coordinator', 'other-supervisor'],
      },
    ],
    'People.get': [
      { about: 'the member of staff', params: { id: h.personId }, allowed: ['staff', ...SEES_PEOPLE] },
      { about: 'their colleague', params: { id: h.colleagueId }, allowed: SEES_PEOPLE },
    ],
    'People.create': [{ body: {}, allowed: ['hr', 'admin'] }],
    'People.change': [{ params: { id: h.personId }, body: {}, version: STALE, allowed: ['hr', 'admin'] }],
    'PersonAccounts.list': [{ query: { unitId: h.unitId }, allowed: ['coordinator', 'hr', 'admin'] }],
    'PersonAccounts.get': [{ params: { id: h.personId }, allowed: ['coordinator', 'hr', 'admin'] }],
    'PersonAccounts.invite': [{ params: { id: h.personId }, allowed: ['coordinator', 'hr', 'admin'] }],
    'PersonAccounts.close': [{ params: { id: h.personId }, version: STALE, allowed: ['hr', 'admin'] }],
    'Placements.create': [{ params: { id: h.personId }, body: {}, allowed: ['hr', 'admin'] }],
    'Placements.change': onPerson('placementId'),
    'Placements.remove': onPerson('placementId'),
    'HeldSkills.create': [{ params: { id: h.personId }, body: {}, allowed: ['coordinator', 'hr', 'admin'] }],
    'HeldSkills.change': onSkill('heldSkillId'),
    'HeldSkills.remove': onSkill('heldSkillId'),
  };
}

function demand(h: ProbeTargets): Record<string, readonly Probe[]> {
  const ofUnit: readonly Probe[] = [
    { about: 'of a unit', query: { unitId: h.unitId }, allowed: OF_THE_UNIT },
    { about: 'of their units', allowed: EVERY_ACCOUNT },
  ];
  const on = (id: string, more: Record<string, string> = {}): readonly Probe[] => [
    { params: { id, ...more }, body: {}, version: STALE, allowed: SETS_UP_DEMAND },
  ];
  const date = '2026-08-05';
  return {
    'ShiftTypes.list': ofUnit,
    'ShiftTypes.get': [{ params: { id: h.shiftTypeId }, allowed: OF_THE_UNIT }],
    'ShiftTypes.create': [{ body: { ...dayShift(h.unitId), code: '' }, allowed: SETS_UP_DEMAND }],
    'ShiftTypes.change': on(h.shiftTypeId),
    'ShiftTypes.remove': on(h.shiftTypeId),
    'Demand.get': ofUnit,
    'Demand.createTemplate': [{ body: { unitId: h.unitId }, allowed: SETS_UP_DEMAND }],
    'Demand.changeTemplate': on(h.templateId),
    'Demand.removeTemplate': on(h.templateId),
    'Demand.createLine': on(h.templateId),
    'Demand.changeLine': on(h.lineId),
    'Demand.removeLine': on(h.lineId),
    'Demand.putException': on(h.lineId, { date }),
    'Demand.removeException': on(h.lineId, { date }),
  };
}

function availabilityAndLeave(h: ProbeTargets): Record<string, readonly Probe[]> {
  const own: readonly Who[] = ['staff', 'coordinator'];
  const decides: readonly Who[] = ['coordinator', 'hr'];
  const seesAbsences: readonly Who[] = ['staff', 'coordinator', 'supervisor', 'hr'];
  return {
    'Availability.list': [
      { about: "the member of staff's own", query: { personId: h.personId, ...SOMEDAY }, allowed: own },
      { about: "a colleague's", query: { personId: h.colleagueId, ...SOMEDAY }, allowed: ['coordinator'] },
      { about: 'of the unit', query: { unitId: h.unitId, ...SOMEDAY }, allowed: ['coordinator'] },
    ],
    'Availability.create': [
      { about: 'for the member of staff', body: { personId: h.personId }, allowed: own },
      { about: 'for a colleague', body: { personId: h.colleagueId }, allowed: ['coordinator'] },
    ],
    'Availability.change': [
      { about: 'their own', params: { id: h.entryId }, body: {}, version: STALE, allowed: own },
      {
        about: "a colleague's",
        params: { id: h.colleagueEntryId },
        body: {},
        version: STALE,
        allowed: ['coordinator'],
      },
    ],
    'Availability.remove': [
      { about: 'their own', params: { id: h.entryId }, version: STALE, allowed: own },
      {
        about: "a colleague's",
        params: { id: h.colleagueEntryId },
        version: STALE,
        allowed: ['coordinator'],
      },
    ],
    'Leave.list': [
      { about: 'of the unit', query: { unitId: h.unitId, ...SOMEDAY }, allowed: seesAbsences },
      { about: 'of a person', query: { personId: h.colleagueId, ...SOMEDAY }, allowed: seesAbsences },
    ],
    'Leave.get': [
      { about: 'their own, with its reason', params: { id: h.absenceId }, allowed: ['staff', ...decides] },
      { about: "a colleague's, with its reason", params: { id: h.colleagueAbsenceId }, allowed: decides },
    ],
    ...leaveRequests(h),
    ...rounds(h),
    'Outcomes.list': [
      { about: "the member of staff's own", query: { personId: h.personId, ...SOMEDAY }, allowed: own },
      { about: "a colleague's", query: { personId: h.colleagueId, ...SOMEDAY }, allowed: ['coordinator'] },
    ],
    'Leave.create': [{ body: { personId: h.personId }, allowed: decides }],
    'Leave.change': [{ params: { id: h.absenceId }, body: {}, version: STALE, allowed: decides }],
    'Leave.withdraw': [{ params: { id: h.absenceId }, version: STALE, allowed: decides }],
  };
}

/** Leave that staff ask for, the limits of a unit, and accounts of hours. */
function leaveRequests(h: ProbeTargets): Record<string, readonly Probe[]> {
  const decides: readonly Who[] = ['coordinator', 'hr'];
  const own: readonly Who[] = ['staff', ...decides];
  const on = (id: string, allowed: readonly Who[]): readonly Probe[] => [
    { params: { id }, body: {}, version: STALE, allowed },
  ];
  const { unitId, personId, colleagueId } = h;
  const entered = { params: { personId }, body: {}, version: STALE, allowed: ['hr'] as const };
  return {
    'LeaveRequests.list': [
      { about: 'their own', query: { personId }, allowed: own },
      { about: "a colleague's", query: { personId: colleagueId }, allowed: decides },
      { about: 'of the unit', query: { unitId }, allowed: decides },
    ],
    'LeaveRequests.preview': [{ body: {}, allowed: WITH_A_PERSON }],
    'LeaveRequests.ask': [{ body: {}, allowed: WITH_A_PERSON }],
    'LeaveRequests.get': [
      { about: 'their own', params: { id: h.absenceId }, allowed: own },
      { about: "a colleague's", params: { id: h.colleagueAbsenceId }, allowed: decides },
    ],
    'LeaveRequests.previewOf': [
      { about: 'their own', params: { id: h.absenceId }, allowed: own },
      { about: "a colleague's", params: { id: h.colleagueAbsenceId }, allowed: decides },
    ],
    'LeaveRequests.approve': on(h.absenceId, decides),
    'LeaveRequests.refuse': on(h.absenceId, decides),
    'LeaveRequests.withdraw': [...on(h.absenceId, own)],
    'LeaveAccounts.get': [
      { about: 'their own', params: { personId }, allowed: own },
      { about: "a colleague's", params: { personId: colleagueId }, allowed: decides },
    ],
    'LeaveAccounts.setService': [entered],
    'LeaveAccounts.adjust': [entered],
    'LeaveLimits.capacity': [{ query: { unitId, ...SOMEDAY }, allowed: own }],
    'LeaveLimits.get': [{ params: { unitId }, allowed: own }],
    'LeaveLimits.change': [{ params: { unitId }, body: {}, version: STALE, allowed: ['coordinator'] }],
  };
}

/** Rounds of requests and picks. */
function rounds(h: ProbeTargets): Record<string, readonly Probe[]> {
  const { roundId: id, unitId, rotaId } = h;
  const takesPart: readonly Who[] = ['staff', 'coordinator'];
  const everywhere: readonly Who[] = ['staff', 'other-staff', 'coordinator', 'other-coordinator'];
  const read: readonly Probe[] = [{ params: { id }, allowed: takesPart }];
  const plans = { params: { id }, body: {}, version: STALE, allowed: ['coordinator'] as const };
  return {
    'Rounds.list': [
      { about: 'of a unit', query: { unitId }, allowed: takesPart },
      { about: 'of a rota', query: { rotaId }, allowed: takesPart },
      { about: 'of their units', allowed: everywhere },
    ],
    'Rounds.get': read,
    'Rounds.create': [{ body: { rotaId }, allowed: ['coordinator'] }],
    'Rounds.change': [plans],
    'Rounds.remove': [plans],
    'Rounds.close': [plans],
    'Picks.list': read,
    'Picks.pickable': [{ params: { id }, allowed: ['staff'] }],
    'Picks.pick': [{ params: { id }, body: {}, allowed: ['staff'] }],
    'Picks.takeBack': [{ params: { id, pickId: 'not-an-id' }, allowed: ['staff'] }],
  };
}

/** Those who plan a unit, and those who watch over hours; administrators and auditors see no rota. */
const SEES_ROTAS: readonly Who[] = [
  'coordinator',
  'supervisor',
  'hr',
  'director-of-medical-education',
  'guardian',
];

function rotas(h: ProbeTargets): Record<string, readonly Probe[]> {
  const rotaId = h.rotaId;
  const read: readonly Probe[] = [{ params: { rotaId }, allowed: SEES_ROTAS }];
  const edit: readonly Probe[] = [{ params: { rotaId }, body: {}, version: STALE, allowed: ['coordinator'] }];
  const assignment = { rotaId, assignmentId: NO_SUCH };
  return {
    'Rotas.list': [
      { about: 'of a unit', query: { unitId: h.unitId }, allowed: SEES_ROTAS },
      { about: 'of their units', allowed: [...SEES_ROTAS, 'other-coordinator', 'other-supervisor'] },
    ],
    'Rotas.create': [{ body: { unitId: h.unitId }, allowed: ['coordinator'] }],
    'Rotas.get': read,
    'Rotas.rename': edit,
    'Rotas.delete': edit,
    'Rotas.grid': read,
    'Assignments.list': read,
    'Assignments.put': [{ params: assignment, body: {}, version: STALE, allowed: ['coordinator'] }],
    'Assignments.remove': [{ params: assignment, version: STALE, allowed: ['coordinator'] }],
    'Judgement.gaps': read,
    'Judgement.capacity': read,
    'Judgement.compliance': read,
    'Spend.spend': read,
    'Judgement.mends': [
      {
        params: { rotaId },
        query: { personId: h.personId, date: '2026-08-05' },
        allowed: ['coordinator'],
      },
    ],
  };
}

function fillsAndPublications(h: ProbeTargets): Record<string, readonly Probe[]> {
  const { rotaId, fillId } = h;
  const readFill: readonly Probe[] = [{ params: { fillId }, allowed: SEES_ROTAS }];
  return {
    'Fills.start': [{ params: { rotaId }, body: { seconds: 0 }, allowed: ['coordinator'] }],
    'Fills.repair': [{ params: { rotaId }, body: {}, version: STALE, allowed: ['coordinator'] }],
    'Fills.get': readFill,
    'Fills.events': readFill,
    'Fills.stop': [{ params: { fillId }, allowed: ['coordinator'] }],
    'Publications.preview': [{ params: { rotaId }, allowed: ['coordinator'] }],
    'Publications.publish': [{ params: { rotaId }, body: {}, version: STALE, allowed: ['coordinator'] }],
    'Publications.versions': [{ params: { rotaId }, allowed: SEES_ROTAS }],
    'Publications.mails': [{ params: { rotaId }, allowed: ['coordinator'] }],
    'Publications.mine': [{ query: SOMEDAY, allowed: EVERY_ACCOUNT }],
    'MyRota.changes': [{ query: { since: '2026-08-01T00:00:00Z' }, allowed: EVERY_ACCOUNT }],
    'MyRota.standing': [{ allowed: EVERY_ACCOUNT }],
    'MyRota.shift': [{ params: { id: 'not-an-id' }, allowed: EVERY_ACCOUNT }],
  };
}

function hoursAndPay(h: ProbeTargets): Record<string, readonly Probe[]> {
  const { unitId, personId, colleagueId } = h;
  const enters: readonly Who[] = ['coordinator', 'hr'];
  const entry = { params: { id: h.workedEntryId }, version: STALE, allowed: enters };
  const term = { params: { id: h.payTermId }, version: STALE, allowed: ['hr'] as const };
  const payroll: readonly Probe[] = [{ query: { unitId, ...SOMEDAY }, allowed: ['hr'] }];
  const ledger = { query: { unitId, ...SOMEDAY } };
  return {
    'WorkedHours.list': [{ query: { unitId, ...SOMEDAY }, allowed: enters }],
    'WorkedHours.create': [{ body: { unitId }, allowed: enters }],
    'WorkedHours.change': [{ ...entry, body: {} }],
    'WorkedHours.remove': [entry],
    'PayTerms.points': [{ allowed: EVERY_ACCOUNT }],
    'PayTerms.list': [
      { about: 'their own', query: { personId }, allowed: ['staff', 'hr'] },
      { about: "a colleague's", query: { personId: colleagueId }, allowed: ['hr'] },
    ],
    'PayTerms.create': [{ body: { personId }, allowed: ['hr'] }],
    'PayTerms.change': [{ ...term, body: {} }],
    'PayTerms.remove': [term],
    'Payroll.payroll': payroll,
    'Payroll.export': payroll,
    'Payroll.ledger': [
      { about: 'their own', params: { personId }, ...ledger, allowed: ['staff', 'hr'] },
      { about: "a colleague's", params: { personId: colleagueId }, ...ledger, allowed: ['hr'] },
    ],
  };
}

/** Swaps and open shifts. */
function staffChanges(h: ProbeTargets): Record<string, readonly Probe[]> {
  const { unitId, swapId, vacancyId } = h;
  const takesPart: readonly Who[] = ['staff', 'coordinator'];
  const everywhere: readonly Who[] = ['staff', 'other-staff', 'coordinator', 'other-coordinator'];
  const lists: readonly Probe[] = [
    { about: 'of a unit', query: { unitId }, allowed: takesPart },
    { about: 'of their own', allowed: everywhere },
  ];
  const onSwap = (allowed: readonly Who[]): readonly Probe[] => [
    { params: { id: swapId }, body: { reason: 7, assignmentId: 7, overrideReason: 7 }, allowed },
  ];
  const ofUnit = { params: { unitId } };
  const onVacancy = (allowed: readonly Who[]): readonly Probe[] => [
    { params: { id: vacancyId }, body: {}, version: STALE, allowed },
  ];
  return {
    'Swaps.list': lists,
    'Swaps.suggest': [
      { about: 'their own shift', query: { assignmentId: h.assignmentId }, allowed: takesPart },
      { about: "a colleague's", query: { assignmentId: h.colleagueAssignmentId }, allowed: ['coordinator'] },
    ],
    'Swaps.get': [{ params: { id: swapId }, allowed: takesPart }],
    'Swaps.verdict': [{ params: { id: swapId }, allowed: ['coordinator'] }],
    'Swaps.propose': [{ body: {}, allowed: ['staff', 'other-staff'] }],
    'Swaps.accept': onSwap(['staff']),
    'Swaps.decline': onSwap(takesPart),
    'Swaps.withdraw': onSwap(['staff']),
    'Swaps.approve': onSwap(['coordinator']),
    'UndeliveredMails.list': [{ ...ofUnit, allowed: ['coordinator', 'hr'] }],
    'ChangeLimits.get': [{ ...ofUnit, allowed: takesPart }],
    'ChangeLimits.change': [{ ...ofUnit, body: {}, version: STALE, allowed: ['coordinator'] }],
    'Vacancies.list': lists,
    'Vacancies.get': [{ params: { id: vacancyId }, allowed: takesPart }],
    'Vacancies.create': [{ body: { rotaId: h.rotaId }, allowed: ['coordinator'] }],
    'Vacancies.claim': onVacancy(['staff']),
    'Vacancies.takeBack': onVacancy(['staff']),
    'Vacancies.award': onVacancy(['coordinator']),
    'Vacancies.withdraw': onVacancy(['coordinator']),
    'Vacancies.release': onVacancy(['coordinator']),
    'Ladders.get': [{ ...ofUnit, allowed: ['coordinator'] }],
    'Ladders.change': [{ ...ofUnit, body: {}, version: STALE, allowed: ['coordinator'] }],
  };
}
