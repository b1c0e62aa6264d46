/** How much annual leave a contract gives in a year of full time. */
export interface LeaveTerms {
  readonly contractCode: string;
  /** Days of a five-day week from each number of completed years of service on, rising. */
  readonly steps: readonly { readonly afterYears: number; readonly days: number }[];
  /** Public holidays on top, in days; leave on one of them counts like on any other day. */
  readonly publicHolidays: number;
  readonly source: string;
  /** How well it is sourced, as with rules: C official, M not confirmed. */
  readonly evidence: 'C' | 'M';
}

const TERMS: readonly LeaveTerms[] = [
  {
    contractCode: 'doctors2016',
    steps: [
      { afterYears: 0, days: 27 },
      { afterYears: 5, days: 32 },
    ],
    publicHolidays: 8,
    source: 'Terms and conditions of service of NHS doctors in training (England) 2016, annual leave',
    evidence: 'C',
  },
  {
    contractCode: 'afc',
    steps: [
      { afterYears: 0, days: 27 },
      { afterYears: 5, days: 29 },
      { afterYears: 10, days: 33 },
    ],
    publicHolidays: 8,
    source: 'NHS terms and conditions of service handbook (Agenda for Change), annual leave',
    evidence: 'C',
  },
];

/** The law's least, for contracts that say nothing of their own: 5.6 weeks, public holidays among them. */
const STATUTORY: LeaveTerms = {
  contractCode: '',
  steps: [{ afterYears: 0, days: 28 }],
  publicHolidays: 0,
  source: 'Working Time Regulations 1998, regulations 13 and 13A',
  evidence: 'M',
};

export function leaveTermsOf(contractCode: string): LeaveTerms {
  return TERMS.find((terms) => terms.contractCode === contractCode) ?? STATUTORY;
}

/** Days of a year of full time, public holidays included. */
export function daysAfter({ steps, publicHolidays }: LeaveTerms, completedYears: number): number {
  const reached = steps.filter(({ afterYears }) => afterYears <= completedYears);
  return Math.max(...reached.map(({ days }) => days)) + publicHolidays;
}
