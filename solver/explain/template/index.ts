export {
  analyseTemplate,
  type LineAnalysis,
  ltftShare,
  type LtftShare,
  type TemplateAnalysis,
  TemplateError,
} from './analyse.js';
export { type TemplateFault, templateFaults } from './faults.js';
export { type CheckOptions, type NotJudged, type TemplateViolation } from './judge-line.js';
export { type NamedText, readTemplateCsv, type ReadTemplate } from './template-csv.js';
export { type Template, type TemplateLine, type TemplateShift } from './template.js';
