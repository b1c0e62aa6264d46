export { doctorFigures, type LineAverages, type LineFigures } from './doctors2016/figures.js';
export { PAY_ELEMENT_CODES, payElement, type PayElement, type PayElementCode } from './elements.js';
export { exactWte, Fraction, roundToPence } from './exact.js';
export {
  type ElementTotal,
  type Ledger,
  type LedgerEntry,
  mergeLedgers,
  type ShiftHours,
  totalsByElement,
} from './ledger.js';
export { type OnCall, type PaidDays, PayError, type PayLine, type PayShift } from './pay-line.js';
export { type KnownPayPoint, payLine, payPoints, type PayScheme, paySchemeOf } from './schemes.js';
export { doctors2016Terms } from './tables/doctors2016.terms.js';
export { inForce } from './tables/table.js';
