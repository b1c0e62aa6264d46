import { dateInWords } from '../../rotas/problem/rota-clock.js';
import {
  type HoursContent,
  type LeaveContent,
  type OnCallContent,
  type OutOfHoursContent,
  type PatternContent,
  type PayContent,
  type RulesContent,
  type ScheduleContent,
} from '../content/schedule-content.js';
import { type Block, type DocumentModel, type DocumentSection, facts, paragraph } from './document-model.js';
import { EVIDENCE_WORDS, hoursWords, numberWords, pounds } from './schedule-words.js';

/** The words of a work schedule, for HTML and PDF alike. */
export function scheduleDocument(content: ScheduleContent, version: number): DocumentModel {
  const { doctor, unit, placement } = content;
  const until = placement.lastDate === null ? '' : ` to ${dateInWords(placement.lastDate)}`;
  return {
    title: `Work schedule: ${doctor.name}`,
    lead: `${unit}, from ${dateInWords(placement.firstDate)}${until}. Version ${version}.`,
    sections: [
      { heading: 'Your post', blocks: [post(content)] },
      { heading: 'Hours', blocks: hours(content.hours, content.pattern) },
      { heading: 'Your shifts', blocks: shifts(content.pattern) },
      { heading: 'Weekends and nights', blocks: [outOfHours(content.outOfHours)] },
      { heading: 'On-call', blocks: onCall(content.onCall) },
      { heading: 'Leave', blocks: leave(content.leave) },
      { heading: 'Pay', blocks: pay(content.pay, content.pattern) },
      { heading: 'Rules', blocks: rules(content.rules) },
      notice(content),
    ],
  };
}

function post({ doctor, employer, unit, placement, rules: { packName } }: ScheduleContent): Block {
  const { programme, wte, optedOut, firstDate, lastDate } = placement;
  return facts('The post that this schedule is for', [
    ['Doctor', doctor.name],
    ['Grade', doctor.grade],
    ['Staff number', doctor.staffNumber],
    ['Registration', doctor.registration ?? 'not entered'],
    ['Employer', employer],
    ['Unit', unit],
    ['Programme', programme ?? 'none'],
    ['First day', dateInWords(firstDate)],
    ['Last day', lastDate === null ? 'open' : dateInWords(lastDate)],
    ['Share of full time (WTE)', numberWords(wte)],
    ['Contract', packName],
    ['Opted out of the average of 48 hours', optedOut ? 'yes' : 'no'],
  ]);
}

function hours(content: HoursContent, pattern: PatternContent): Block[] {
  const covered =
    pattern.source === 'line'
      ? hoursWords(content.averageWithProspectiveCover)
      : 'not stated: leave stands in the roster already';
  return [
    facts('Hours in an average week', [
      ['Average weekly hours', hoursWords(content.average)],
      ['Average weekly hours with prospective cover', covered],
      ['Hours that basic pay buys', hoursWords(content.contracted)],
      ['Additional hours', hoursWords(content.additional)],
      ['Hours with night enhancement', hoursWords(content.enhanced)],
      ['Hours above what may be rostered', hoursWords(content.unpaid)],
    ]),
    ...(pattern.source === 'roster' ? [] : [coveredLeave(content)]),
  ];
}

function coveredLeave({ leaveWeeksAYear, leaveWeekHours }: HoursContent): Block {
  return paragraph(
    `Prospective cover counts ${numberWords(leaveWeeksAYear)} weeks of leave a year of ${numberWords(leaveWeekHours)} hours each, which colleagues cover.`,
  );
}

function shifts(pattern: PatternContent): Block[] {
  const { source, name, from, to, weeks } = pattern;
  const repeats =
    source === 'line' ? `It repeats every ${weeks.length} weeks.` : 'It is the published roster.';
  return [
    paragraph(`${name}: ${dateInWords(from)} to ${dateInWords(to)}. ${repeats}`),
    {
      kind: 'table',
      caption: 'Shifts',
      columns: [
        { title: 'Code', width: 1 },
        { title: 'Name', width: 3 },
        { title: 'Start', width: 1 },
        { title: 'End', width: 1 },
        { title: 'Hours of work', width: 1.5, numeric: true },
        { title: 'Paid break (minutes)', width: 1.5, numeric: true },
        { title: 'How many', width: 1, numeric: true },
      ],
      rows: pattern.shifts.map((each) => [
        each.code,
        each.name,
        each.start,
        each.end,
        hoursWords(each.hours),
        `${each.paidBreakMin}`,
        `${each.count}`,
      ]),
    },
    weekTable(pattern),
    {
      kind: 'table',
      caption: 'An average week, by day',
      columns: [
        { title: 'Day', width: 2 },
        { title: 'Shifts', width: 1, numeric: true },
        { title: 'Hours', width: 1, numeric: true },
      ],
      rows: pattern.weekdays.map((each) => [each.day, numberWords(each.shifts), hoursWords(each.hours)]),
    },
  ];
}

function weekTable({ source, weeks }: PatternContent): Block {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return {
    kind: 'table',
    caption: 'Week by week',
    columns: [
      { title: source === 'line' ? 'Week' : 'Week from', width: 2 },
      ...days.map((title) => ({ title, width: 1 })),
      { title: 'Hours', width: 1.2, numeric: true },
    ],
    rows: weeks.map(({ week, cells, hours: own }) => [
      source === 'line' ? `Week ${week}` : dateInWords(week),
      ...cells.map((code) => (code === '' ? 'off' : code)),
      hoursWords(own),
    ]),
  };
}

function outOfHours(content: OutOfHoursContent): Block {
  const { weekends, weekendsWorked, frequency, fullTimeFrequency, nights, longShifts } = content;
  return facts('Weekends, nights and long shifts', [
    ['Weekends worked', `${weekendsWorked} of ${weekends}`],
    ['Weekend frequency', frequency],
    ['Weekend frequency of the full-time pattern', fullTimeFrequency],
    ['Night shifts', `${nights}`],
    ['Long shifts (more than 10 hours)', `${longShifts}`],
  ]);
}

function onCall({ periods, shifts: own }: OnCallContent): Block[] {
  if (periods === 0) return [paragraph('There is no non-resident on-call in this schedule.')];
  return [
    {
      kind: 'table',
      caption: 'Non-resident on-call, and the work that is expected of each period',
      columns: [
        { title: 'Period', width: 3 },
        { title: 'How many', width: 1, numeric: true },
        { title: 'Available (hours)', width: 1.3, numeric: true },
        { title: 'Work (hours)', width: 1.3, numeric: true },
        { title: 'Work at night enhancement (hours)', width: 1.7, numeric: true },
        { title: 'Calls', width: 1.2, numeric: true },
      ],
      rows: own.map((each) => [
        `${each.code}: ${each.name}`,
        `${each.count}`,
        numberWords(each.availableHours),
        hoursWords(each.workHours),
        hoursWords(each.enhancedHours),
        each.calls === null ? 'not estimated' : `${each.calls}`,
      ]),
    },
  ];
}

function leave({ years, source, evidence, serviceFrom }: LeaveContent): Block[] {
  return [
    {
      kind: 'table',
      caption: 'Annual leave earned in this placement, public holidays among it',
      columns: [
        { title: 'Leave year', width: 3 },
        { title: 'Hours', width: 1, numeric: true },
      ],
      rows: years.map(({ from, to, hours: own }) => [
        `${dateInWords(from)} to ${dateInWords(to)}`,
        hoursWords(own),
      ]),
    },
    paragraph(
      `Service counts from ${dateInWords(serviceFrom)}. Source: ${source} (${EVIDENCE_WORDS[evidence]}).`,
    ),
  ];
}

function pay(content: PayContent, { source }: PatternContent): Block[] {
  const { payPoints, from, to, elements, totalPence, yearTotalPence, notes } = content;
  const yearly = source === 'line';
  const period = `${dateInWords(from)} to ${dateInWords(to)}`;
  const year = (pence: number | null): string[] => (yearly ? [pence === null ? 'none' : pounds(pence)] : []);
  return [
    paragraph(
      `Pay point ${payPoints.join(', ')}. It is a calculation before tax and pension, not a payslip.`,
    ),
    {
      kind: 'table',
      caption: `Pay for ${period}${yearly ? ', and for a year of 52 weeks' : ''}`,
      columns: [
        { title: 'Element', width: 2.2 },
        { title: 'Clause', width: 2.5 },
        { title: 'How it is worked out', width: 4 },
        { title: 'These days', width: 1.6, numeric: true },
        ...(yearly ? [{ title: 'A year', width: 1.6, numeric: true }] : []),
      ],
      rows: [
        ...elements.map((each) => [
          each.name,
          `${each.clause} (${EVIDENCE_WORDS[each.evidence]})`,
          each.working,
          pounds(each.pence),
          ...year(each.yearPence),
        ]),
        ['Total', '', '', pounds(totalPence), ...year(yearTotalPence)],
      ],
      totals: true,
    },
    ...notes.map(paragraph),
  ];
}

function rules({ pack, packName, evidence, breaches, notJudged }: RulesContent): Block[] {
  const judged = `Judged with ${packName} (${pack}); its values are ${EVIDENCE_WORDS[evidence]}.`;
  if (breaches === null)
    return [paragraph(`The roster’s own page shows how it stands to ${packName} (${pack}).`)];
  return [
    paragraph(breaches.length === 0 ? `${judged} No breach was found.` : judged),
    ...breaches.map(({ name, clause, message }) => paragraph(`Breach of ${name} (${clause}): ${message}`)),
    ...notJudged.map(({ rule, reason }) => paragraph(`Not judged: ${rule}: ${reason}`)),
  ];
}

function notice({ notice: steps }: ScheduleContent): DocumentSection {
  return {
    heading: 'Notice',
    blocks: [
      {
        kind: 'table',
        caption: 'What is owed before the first day',
        columns: [
          { title: 'What', width: 3 },
          { title: 'Weeks before', width: 1, numeric: true },
          { title: 'Last day', width: 2 },
        ],
        rows: steps.map(({ what, weeks, lastDay }) => [what, `${weeks}`, dateInWords(lastDay)]),
      },
    ],
  };
}
