import { DateTime } from 'luxon';
import { escaped } from '../../notices/letter.js';
import { dateInWords } from '../problem/rota-clock.js';
import { type PersonNotice, type PublishedShift } from './publication-diff.js';

export interface MailOccasion {
  readonly rotaName: string;
  readonly unitName: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly timeZone: string;
  /** Number of the published version. */
  readonly version: number;
  /** What changed it, in a sentence; null for a version that was published as a whole. */
  readonly why: string | null;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

const CALENDAR_HINT =
  'This mail carries your shifts as a calendar part: mail programs offer to put them into your calendar, and later ' +
  'mails keep it up to date.';

/** `Your rota has changed: Ward A, 3 August 2026 to 30 August 2026` */
export function rotaMailSubject({ version, unitName, ...occasion }: MailOccasion): string {
  return `${version === 1 ? 'Your rota' : 'Your rota has changed'}: ${unitName}, ${periodOf(occasion)}`;
}

function periodOf({ firstDate, lastDate }: Pick<MailOccasion, 'firstDate' | 'lastDate'>): string {
  return `${dateInWords(firstDate)} to ${dateInWords(lastDate)}`;
}

/** The mail that tells one person of a publication, as text and as HTML with the same words. */
export function rotaMail(occasion: MailOccasion, givenName: string, notice: PersonNotice): MailText {
  const first = occasion.version === 1;
  const subject = rotaMailSubject(occasion);
  const opening = openingOf(occasion, periodOf(occasion));
  const changes = first ? [] : changeSections(notice, occasion.timeZone);
  return {
    subject,
    text: asText(givenName, opening, changes, notice, occasion.timeZone),
    html: asHtml(subject, givenName, opening, changes, notice, occasion.timeZone),
  };
}

function openingOf({ rotaName, unitName, version, why }: MailOccasion, period: string): string {
  if (why !== null) return `${why} This changes your rota "${rotaName}" in ${unitName} for ${period}.`;
  const what = version === 1 ? 'Your rota' : `A new version (${version}) of your rota`;
  return `${what} "${rotaName}" in ${unitName} for ${period} has been published.`;
}

function changeSections(notice: PersonNotice, timeZone: string): Section[] {
  const line = (shift: PublishedShift): string =>
    `${dayInWords(shift.date)}: ${nameOf(shift)}, ${timesOf(shift, timeZone)}`;
  const sections = [
    { heading: 'New shifts', lines: notice.added.map(line) },
    {
      heading: 'Changed shifts',
      lines: notice.changed.map(
        ({ before, after }) => `${line(after)} (before: ${nameOf(before)}, ${timesOf(before, timeZone)})`,
      ),
    },
    { heading: 'Shifts that you no longer work', lines: notice.withdrawn.map(line) },
  ].filter(({ lines }) => lines.length > 0);
  if (sections.length > 0) return sections;
  return [
    {
      heading: 'What changed',
      lines: ['Your shifts are the same; only their calendar entries are replaced.'],
    },
  ];
}

function asText(
  givenName: string,
  opening: string,
  changes: readonly Section[],
  { shifts }: PersonNotice,
  timeZone: string,
): string {
  const told = changes.length === 0 ? [] : ['What changed for you', ''];
  const sections = changes.flatMap(({ heading, lines }) => [
    heading,
    ...lines.map((line) => `- ${line}`),
    '',
  ]);
  const rows = shifts.map(
    (shift) => `- ${dayInWords(shift.date)}: ${nameOf(shift)}, ${timesOf(shift, timeZone)}`,
  );
  return [
    `Dear ${givenName},`,
    '',
    opening,
    '',
    ...told,
    ...sections,
    countInWords(shifts.length),
    '',
    ...rows,
    ...(rows.length > 0 ? [''] : []),
    'All times are local times.',
    CALENDAR_HINT,
    'If something is wrong, please speak to your rota coordinator.',
    '',
  ].join('\n');
}

function asHtml(
  subject: string,
  givenName: string,
  opening: string,
  changes: readonly Section[],
  { shifts }: PersonNotice,
  timeZone: string,
): string {
  const told = changes.length === 0 ? '' : '<h2>What changed for you</h2>\n';
  const sections = changes
    .map(({ heading, lines }) => `<h3>${escaped(heading)}</h3>\n<ul>\n${lines.map(item).join('\n')}\n</ul>\n`)
    .join('');
  return `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #212b32; background: #ffffff">
<h1 style="font-size: 22px">${escaped(subject)}</h1>
<p>Dear ${escaped(givenName)},</p>
<p>${escaped(opening)}</p>
${told}${sections}<h2>Your shifts</h2>
<p>${escaped(countInWords(shifts.length))}</p>
${shifts.length === 0 ? '' : shiftTable(shifts, timeZone)}<p>All times are local times. ${escaped(CALENDAR_HINT)}</p>
<p>If something is wrong, please speak to your rota coordinator.</p>
</body>
</html>
`;
}

function shiftTable(shifts: readonly PublishedShift[], timeZone: string): string {
  const cell = 'style="text-align: left; padding: 4px 16px 4px 0; border-bottom: 1px solid #d8dde0"';
  const rows = shifts.map(
    (shift) =>
      `<tr><th scope="row" ${cell}>${escaped(dayInWords(shift.date))}</th>` +
      `<td ${cell}>${escaped(nameOf(shift))}</td><td ${cell}>${escaped(timesOf(shift, timeZone))}</td></tr>`,
  );
  return `<table style="border-collapse: collapse">
<caption style="text-align: left">Your shifts, in the order of their dates</caption>
<thead><tr><th scope="col" ${cell}>Day</th><th scope="col" ${cell}>Shift</th><th scope="col" ${cell}>Time</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
`;
}

function item(line: string): string {
  return `<li>${escaped(line)}</li>`;
}

function countInWords(count: number): string {
  if (count === 0) return 'You have no shifts in this rota.';
  return count === 1 ? 'You have 1 shift in this rota.' : `You have ${count} shifts in this rota.`;
}

function nameOf(shift: PublishedShift): string {
  return `${shift.shiftName} (${shift.shiftCode})`;
}

/** `Monday 3 August 2026` */
function dayInWords(date: string): string {
  return once(date, () =>
    DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB').toFormat('cccc d LLLL yyyy'),
  );
}

const known = new Map<string, string>();
const MOST_KNOWN = 4000;

/** A publication names the same few days and times in thousands of mails. */
function once(key: string, write: () => string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  const words = write();
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, words);
  return words;
}

/** `08:05` */
function clockOf({ hour, minute }: DateTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `20:00 to 09:00 the next day`, and how long it is where the clock changes in it. */
function timesOf({ startsAt, endsAt }: PublishedShift, timeZone: string): string {
  const key = `${startsAt.getTime()} ${endsAt.getTime()} ${timeZone}`;
  return once(key, () => timesInWords(startsAt, endsAt, timeZone));
}

function timesInWords(startsAt: Date, endsAt: Date, timeZone: string): string {
  const start = DateTime.fromJSDate(startsAt, { zone: timeZone });
  const end = DateTime.fromJSDate(endsAt, { zone: timeZone });
  const days = Math.round(end.startOf('day').diff(start.startOf('day'), 'days').days);
  const when = days === 0 ? '' : days === 1 ? ' the next day' : ` ${days} days later`;
  const times = `${clockOf(start)} to ${clockOf(end)}${when}`;
  if (start.offset === end.offset) return times;
  const minutes = end.diff(start, 'minutes').minutes;
  const length = `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
  return `${times} (the clock changes in this shift, which lasts ${length})`;
}
