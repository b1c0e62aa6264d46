import { defineRule, weeksOf } from '../define-rule.js';

/** The hours that the contract pays: 37.5 a week, pro rata, less what paid leave stands for. A started hour above or below costs. */
export const contractedHours = defineRule({
  code: 'afc.contracted-hours',
  name: 'Contracted hours',
  clause: 'section 10',
  source: 'Agenda for Change handbook',
  evidence: 'S',
  level: 'soft',
  weight: 5,
  edges: { passes: '37 h 30 min a week', fails: '37 h 29 min; 37 h 31 min' },
  parameters: { weeklyH: 37.5, toleranceH: 0 },
  compile: ({ weeklyH, toleranceH }, context) => {
    const due = weeklyH * 60 * context.wte * weeksOf(context) - (context.creditedMin ?? 0);
    const params = {
      measure: 'minutes',
      min: Math.max(0, Math.round(due - toleranceH * 60)),
      max: Math.max(0, Math.round(due + toleranceH * 60)),
      name: 'contracted work',
    };
    return [{ kind: 'total', params }];
  },
});
