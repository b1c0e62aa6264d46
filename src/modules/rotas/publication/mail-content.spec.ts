import { describe, expect, it } from 'vitest';
import { shiftInstants } from '../problem/rota-clock.js';
import { rotaMail } from './mail-content.js';
import { type PersonNotice, type PublishedShift } from './publication-diff.js';

const occasion = {
  rotaName: 'ED <juniors> & "co"',
  unitName: 'Emergency Department',
  firstDate: '2026-10-19',
  lastDate: '2026-11-01',
  timeZone: 'Europe/London',
  version: 1,
  why: null,
};

function shift(date: string, startMin: number, endMin: number, name = 'Long day'): PublishedShift {
  const times = shiftInstants(date, { startMin, endMin }, 'Europe/London');
  return { assignmentId: date, sequence: 1, personId: 'p', date, shiftCode: 'LD', shiftName: name, ...times };
}

function notice(rest: Partial<PersonNotice>): PersonNotice {
  return { personId: 'p', shifts: [], added: [], changed: [], withdrawn: [], cancelled: [], ...rest };
}

describe('the mail of a rota', () => {
  it('tells day and local time of each shift, in summer and in winter', () => {
    const shifts = [
      shift('2026-10-20', 480, 1230),
      shift('2026-10-27', 480, 1230),
      shift('2026-10-28', 1260, 1920),
    ];
    const { subject, text } = rotaMail(occasion, 'Jo', notice({ shifts }));
    expect(subject).toBe('Your rota: Emergency Department, 19 October 2026 to 1 November 2026');
    expect(text).toContain('- Tuesday 20 October 2026: Long day (LD), 08:00 to 20:30');
    expect(text).toContain('- Tuesday 27 October 2026: Long day (LD), 08:00 to 20:30');
    expect(text).toContain('- Wednesday 28 October 2026: Long day (LD), 21:00 to 08:00 the next day');
    expect(text).not.toContain('What changed');
  });

  it('warns of a night in which the clock changes', () => {
    const { text } = rotaMail(occasion, 'Jo', notice({ shifts: [shift('2026-10-24', 1200, 1980)] }));
    expect(text).toContain('20:00 to 09:00 the next day (the clock changes in this shift, which lasts 14 h)');
  });

  it('marks what changed in a later version', () => {
    const before = shift('2026-10-20', 480, 960, 'Day');
    const after = shift('2026-10-20', 480, 1230);
    const changes = {
      added: [shift('2026-10-21', 480, 960)],
      changed: [{ before, after }],
      withdrawn: [before],
    };
    const { subject, text, html } = rotaMail(
      { ...occasion, version: 2 },
      'Jo',
      notice({ shifts: [after], ...changes }),
    );
    expect(subject).toMatch(/^Your rota has changed/);
    expect(text).toContain('(before: Day (LD), 08:00 to 16:00)');
    for (const heading of [
      'What changed for you',
      'New shifts',
      'Changed shifts',
      'Shifts that you no longer work',
    ]) {
      expect(text).toContain(heading);
      expect(html).toContain(`>${heading}</h`);
    }
  });

  it('lets nothing that somebody typed become markup', () => {
    const shifts = [shift('2026-10-20', 480, 960, '<img src=x onerror=alert(1)>')];
    const { html } = rotaMail(occasion, "<b>Jo</b> & 'co'", notice({ shifts }));
    expect(html).not.toMatch(/<img|<b>|<juniors>/);
    expect(html).toContain('&lt;b&gt;Jo&lt;/b&gt; &amp; &#39;co&#39;');
  });

  it('is readable by a screen reader: language, heading, caption and header cells', () => {
    const { html } = rotaMail(occasion, 'Jo', notice({ shifts: [shift('2026-10-20', 480, 960)] }));
    expect(html).toMatch(/<html lang="en-GB">/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<caption');
    expect(html.match(/<th scope="col"/g)).toHaveLength(3);
    expect(html.match(/<th scope="row"/g)).toHaveLength(1);
  });
});
