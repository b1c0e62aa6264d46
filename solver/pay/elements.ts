/** See `Evidence` in solver/rules: how well a value is sourced. */
export type PayEvidence = 'C' | 'Q' | 'S' | 'M';

/** What an element is counted in. */
export type PayUnit = 'h' | 'week';

/** One thing that is paid, and the clause that says so. */
export interface PayElement {
  readonly code: string;
  readonly name: string;
  /** Where in the contract. */
  readonly clause: string;
  /** What the clause says, in a sentence. */
  readonly says: string;
  readonly source: string;
  readonly evidence: PayEvidence;
  readonly unit: PayUnit;
}

const TCS = 'TCS for NHS Doctors and Dentists in Training (England) 2016';
const HANDBOOK = 'NHS Terms and Conditions of Service Handbook (Agenda for Change)';

const ELEMENTS = {
  'doctors2016.basic-pay': {
    name: 'Basic pay',
    clause: 'Schedule 2, basic pay',
    says: 'Basic pay of the nodal point buys 40 hours a week; less than full time, the share of it.',
    source: TCS,
    evidence: 'C',
    unit: 'week',
  },
  'doctors2016.additional-hours': {
    name: 'Additional rostered hours',
    clause: 'Schedule 2, additional rostered hours',
    says: 'Average weekly hours above 40 and up to 48 (56 when opted out) at the basic hourly rate.',
    source: TCS,
    evidence: 'C',
    unit: 'h',
  },
  'doctors2016.night-enhancement': {
    name: 'Night enhancement',
    clause: 'Schedule 2, hours that attract an enhancement',
    says:
      '37 % of the hourly rate for hours from 21:00 to 07:00; for hours up to 10:00 of a shift of 8 hours or more that starts ' +
      'from 20:00 to 23:59; and for the whole of a shift that ends from 00:00 to 04:00.',
    source: TCS,
    evidence: 'C',
    unit: 'h',
  },
  'doctors2016.weekend-allowance': {
    name: 'Weekend allowance',
    clause: 'Schedule 2, weekend allowance',
    says: 'A percentage of basic pay by how often weekends are worked: 15 % at 1 in 2, down to 3 % at 1 in 8.',
    source: TCS,
    evidence: 'S',
    unit: 'week',
  },
  'doctors2016.on-call-availability': {
    name: 'On-call availability allowance',
    clause: 'Schedule 2, on-call availability allowance',
    says: '8 % of basic pay for a rota with non-resident on-call, as the pay circular prints it.',
    source: TCS,
    evidence: 'C',
    unit: 'week',
  },
  'afc.basic-pay': {
    name: 'Basic pay',
    clause: 'Section 1, pay structure',
    says: 'The salary of the pay point buys 37.5 hours a week; part time, the share of it.',
    source: HANDBOOK,
    evidence: 'S',
    unit: 'week',
  },
  'afc.nights-and-saturdays': {
    name: 'Unsocial hours: weekday nights and Saturdays',
    clause: 'Section 2, unsocial hours',
    says:
      'Weekday hours from 20:00 to 06:00 and all of Saturday: time and 41 % (band 2), 35 % (band 3) or 30 % (bands 4 to 9). ' +
      'More than half of the shift in those hours: all of its weekday hours.',
    source: HANDBOOK,
    evidence: 'C',
    unit: 'h',
  },
  'afc.sundays-and-public-holidays': {
    name: 'Unsocial hours: Sundays and public holidays',
    clause: 'Section 2, unsocial hours',
    says: 'All hours of a Sunday or public holiday: time and 83 % (band 2), 69 % (band 3) or 60 % (bands 4 to 9).',
    source: HANDBOOK,
    evidence: 'C',
    unit: 'h',
  },
} as const satisfies Record<string, Omit<PayElement, 'code'>>;

export type PayElementCode = keyof typeof ELEMENTS;

export const PAY_ELEMENT_CODES = Object.keys(ELEMENTS) as PayElementCode[];

export function payElement(code: PayElementCode): PayElement {
  return { code, ...ELEMENTS[code] };
}
