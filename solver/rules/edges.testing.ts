import { describe, expect, it } from 'vitest';
import { type Case, days, run, type Setting, worldOf } from '../constraints/case.testing.js';
import { compileConstraint } from '../constraints/index.js';
import { type Violation } from '../constraints/violation.js';
import { type ShiftType } from '../model/index.js';
import {
  catalogue,
  compilePack,
  packs,
  type RuleContext,
  type RuleOverride,
  type RuleOverrides,
  type RulePack,
} from './index.js';

export * from '../constraints/case.testing.js';

export interface Edge extends Setting {
  /** What the edge is, where a rule has several. */
  readonly of?: string;
  /** Just keeps the rule. */
  readonly passes: Case;
  /** Just breaks it. */
  readonly fails: Case;
  /** All that is said of `fails`; every rule has an edge with its sentence. */
  readonly says?: readonly string[];
  readonly parameters?: RuleOverride['parameters'];
  readonly context?: Partial<RuleContext>;
}

/** What is expected of an on-call period. */
export const estimate = (
  workH: number,
  episodes: number,
  restH = 8,
  longestRestH = 5,
): Partial<ShiftType> => ({
  kind: 'on-call',
  workMin: Math.round(workH * 60),
  onCall: { episodes, restMin: Math.round(restH * 60), longestRestMin: Math.round(longestRestH * 60) },
});

/** Days of 8 h spread over so many days, the first longer or shorter by so many hours. */
export const spread = (count: number, over: number, moreH = 0): Case =>
  days(count).map((k) => [Math.floor((k * over) / count), 8, 16 + (k === 0 ? moreH : 0)]);

/** Weeks with a shift each day but the fourth, and so with 40 h of rest at most. */
export const busyWeeks = (weeks: readonly number[]): Case =>
  weeks.flatMap((week) =>
    run(
      [0, 1, 2, 4, 5, 6].map((day) => week * 7 + day),
      8,
      16,
    ),
  );

/** All violations of one rule. */
export function judge(code: string, edge: JudgedIn & Pick<Edge, 'parameters'>, shifts: Case): Violation[] {
  const override: RuleOverride = {
    enabled: true,
    ...(edge.parameters === undefined ? {} : { parameters: edge.parameters }),
  };
  return packJudge({ ...packs[0]!, rules: [] }, shifts, edge, { [code]: override });
}

/** What is judged besides the shifts. */
type JudgedIn = Setting & Pick<Edge, 'context'>;

/** What a pack says of somebody's shifts in a rota that begins on a Monday. */
export function packJudge(
  pack: RulePack,
  shifts: Case,
  setting: JudgedIn = {},
  overrides: RuleOverrides = {},
): Violation[] {
  const { problem, context, line } = worldOf(shifts, setting);
  const data = compilePack(pack, { wte: 1, days: problem.days, ...setting.context }, overrides);
  return data.flatMap((constraint) => compileConstraint(constraint, context).explain(line));
}

/** Tests of rules at their edges, by code: what just keeps a rule, and the smallest unit past it, which breaks it. */
export function describeRules(cases: Readonly<Record<string, readonly Edge[]>>): void {
  describe.each(Object.entries(cases))('%s', (code, edges) => {
    it('is told in a sentence with numbers and the smallest mend', () => {
      expect(edges.some(({ says }) => says !== undefined)).toBe(true);
    });

    it.each(edges.map((edge) => [edge.of ?? 'as the table says', edge] as const))('%s', (_name, edge) => {
      expect(judge(code, edge, edge.passes).map(({ message }) => message)).toEqual([]);
      const broken = judge(code, edge, edge.fails);
      expect(broken.length).toBeGreaterThan(0);
      if (edge.says !== undefined) expect(broken.map(({ message }) => message)).toEqual(edge.says);
      for (const violation of broken) {
        expect(violation).toMatchObject({ rule: code, level: catalogue.get(code)!.level });
        expect(violation.margin).toBeLessThan(0);
        expect(violation.amount).toBeGreaterThan(0);
        expect(violation.message).toMatch(/\d.*\.$/);
        expect(violation.mend).not.toBeNull();
        expect(violation.mend!.text).toMatch(/\.$/);
      }
    });
  });
}
