import { type paths } from './generated/schema';

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

/** What a route answers when all is well. */
export type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: infer Responses;
}
  ? Json<Responses[keyof Responses & (200 | 201 | 202)]>
  : never;

export type Item<List> = List extends { items: readonly (infer One)[] } ? One : never;

export type CurrentSession = Answer<'/api/v1/sessions/current', 'get'>;
export type Account = CurrentSession['account'];
export type SignedInSession = Item<Answer<'/api/v1/sessions', 'get'>>;
export type MySignIn = Answer<'/api/v1/my/sign-in', 'get'>;
export type PersonAccount = Item<Answer<'/api/v1/accounts', 'get'>>;
export type Installation = Answer<'/api/v1/installation', 'get'>;

export type Unit = Item<Answer<'/api/v1/units', 'get'>>;
export type Person = Item<Answer<'/api/v1/people', 'get'>>;
export type ShiftType = Item<Answer<'/api/v1/shift-types', 'get'>>;
export type CoverTemplate = Answer<'/api/v1/demand', 'get'>['templates'][number];
export type CoverLine = CoverTemplate['lines'][number];
export type Availability = Item<Answer<'/api/v1/availability', 'get'>>;
export type Absence = Item<Answer<'/api/v1/leave', 'get'>>;

export type Rota = Item<Answer<'/api/v1/rotas', 'get'>>;
export type Grid = Answer<'/api/v1/rotas/{rotaId}/grid', 'get'>;
export type GridPerson = Grid['people'][number];
export type GridDay = Grid['days'][number];
export type GridShiftType = Grid['shiftTypes'][number];
export type Assignment = Grid['assignments'][number];
export type CoverCell = Grid['cover'][number];
export type Violation = Grid['violations'][number];

export type Mends = Answer<'/api/v1/rotas/{rotaId}/mends', 'get'>;
export type Mend = Mends['items'][number]['mends'][number];
export type CellChange = Mend['changes'][number];
export type Compliance = Answer<'/api/v1/rotas/{rotaId}/compliance', 'get'>;
export type ReportedViolation = Compliance['violations'][number];

export type RulePack = Item<Answer<'/api/v1/rule-packs', 'get'>>;
export type RuleNumber = RulePack['rules'][number]['numbers'][number];
export type RuleOverride = Item<Answer<'/api/v1/rule-overrides', 'get'>>;
export type TemplateAnalysis = Answer<'/api/v1/templates/analysis', 'post'>;
export type LineAnalysis = TemplateAnalysis['lines'][number];

export type Fill = Answer<'/api/v1/fills/{fillId}', 'get'>;
export type Gaps = Answer<'/api/v1/rotas/{rotaId}/gaps', 'get'>;
export type Gap = Gaps['gaps'][number];
export type Capacity = Answer<'/api/v1/rotas/{rotaId}/capacity', 'get'>;
export type Candidate = Gap['candidates'][number];

export type Preview = Answer<'/api/v1/rotas/{rotaId}/publications/preview', 'get'>;
export type Recipient = Preview['recipients'][number];
export type RotaVersion = Item<Answer<'/api/v1/rotas/{rotaId}/versions', 'get'>>;
export type MailState = Item<Answer<'/api/v1/rotas/{rotaId}/mails', 'get'>>;
export type MyShift = Item<Answer<'/api/v1/my/rota', 'get'>>;

export type PayPoint = Item<Answer<'/api/v1/pay-points', 'get'>>;
export type PayTerm = Item<Answer<'/api/v1/pay-terms', 'get'>>;
export type PayPointCode = PayTerm['payPoint'];
export type Payroll = Answer<'/api/v1/payroll', 'get'>;
export type PayrollPerson = Payroll['people'][number];
export type ElementSum = Payroll['elements'][number];
export type PersonLedger = Answer<'/api/v1/payroll/people/{personId}', 'get'>;
export type LedgerElement = PersonLedger['elements'][number];
export type PaidShift = PersonLedger['shifts'][number];
export type WorkedShift = Item<Answer<'/api/v1/worked-hours', 'get'>>;
export type WorkedEntry = NonNullable<WorkedShift['entry']>;

export type Spend = Answer<'/api/v1/rotas/{rotaId}/spend', 'get'>;
export type SpendSum = Spend['now']['steps'][number];
export type SpendStep = SpendSum['step'];
