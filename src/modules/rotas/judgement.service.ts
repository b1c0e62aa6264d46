import { Injectable } from '@nestjs/common';
import { locateShortfalls } from '../../../solver/capacity/index.js';
import { explainUnfilled, type Candidate, type UnfilledExplanation } from '../../../solver/explain/index.js';
import { coverCatalogue, findPack, RuleError, type RulePack } from '../../../solver/rules/index.js';
import { type CapacityDto } from './dto/capacity.dto.js';
import { type ComplianceDto, type OverrideDto } from './dto/compliance.dto.js';
import { type CandidateDto, type GapDto, type GapsDto } from './dto/gaps.dto.js';
import { byLevels, countByRule, countByWeek, countLevels, worstFirst } from './problem/compliance.js';
import { lineIdOf } from './problem/cover-builder.js';
import { coverStates } from './problem/cover-state.js';
import { judgeInDetail, type RotaViolation } from './problem/judge.js';
import { type RuleNotJudged, rulesNotJudged } from './problem/not-judged.js';
import { ruleInWords } from './problem/rule-in-words.js';
import { isWard, needsRegistered, wardFlags } from './problem/ward-flags.js';
import { RotaReader, type RotaSnapshot } from './rota-reader.service.js';
import { unacknowledged } from './unacknowledged.js';

/** What stands against publishing a rota. */
export interface RotaJudgement {
  /** People below minimum cover, over all its days. */
  readonly short: number;
  /** Breaches of hard rules that nobody gave a reason for. */
  readonly open: readonly RotaViolation[];
}

/** What a rota lacks and breaks, with the reasons. */
@Injectable()
export class JudgementService {
  constructor(private readonly reader: RotaReader) {}

  /** Every place below its minimum, and who is ruled out of it by what. */
  async gaps(rotaId: string): Promise<GapsDto> {
    const snapshot = await this.reader.snapshot(rotaId);
    const { problem, notes } = snapshot.built;
    const states = coverStates(problem, snapshot.standing);
    const needs = states.flatMap(({ line, have }) =>
      line.measure.kind === 'count'
        ? [{ needed: line.measure.minimum, met: Math.min(have, line.measure.minimum) }]
        : [],
    );
    const minimumNeeded = needs.reduce((sum, { needed }) => sum + needed, 0);
    const minimumMet = needs.reduce((sum, { met }) => sum + met, 0);
    const share = minimumNeeded === 0 ? 1 : minimumMet / minimumNeeded;
    return {
      coverMet: { minimumNeeded, minimumMet, share },
      gaps: explainUnfilled(problem, snapshot.standing).map((gap) => gapView(snapshot, gap)),
      notes: [...notes],
    };
  }

  /** How far a rota is from one that can be published. @throws DomainError 404 */
  async state(rotaId: string): Promise<RotaJudgement> {
    const snapshot = await this.reader.snapshot(rotaId);
    const states = coverStates(snapshot.built.problem, snapshot.standing);
    return { short: states.reduce((sum, { short }) => sum + short, 0), open: unacknowledged(snapshot) };
  }

  /** Where hours, grades and skills fall short whatever the rota. */
  async capacity(rotaId: string): Promise<CapacityDto> {
    const { built } = await this.reader.snapshot(rotaId);
    const { enough, totalShort, hoursUsedShare, shortfalls } = locateShortfalls(built.problem);
    return {
      enough,
      totalShort,
      hoursUsedShare,
      shortfalls: shortfalls.map(({ name, ...rest }) => ({ lineName: name, ...rest })),
    };
  }

  /** All breaches, worst first, by person, rule and week, and by which rules they were found. */
  async compliance(rotaId: string): Promise<ComplianceDto> {
    const snapshot = await this.reader.snapshot(rotaId);
    const { built, standing } = snapshot;
    const violations = worstFirst(judgeInDetail(built, standing)).map(({ shifts, ...violation }) => ({
      ...violation,
      shifts: [...shifts],
    }));
    return {
      packs: packsOf(snapshot).map(({ code, name, effectiveFrom, source, evidence }) => ({
        code,
        name,
        effectiveFrom,
        source,
        evidence,
      })),
      overrides: overridesOf(snapshot),
      violations,
      byPerson: built.problem.people
        .map(({ id, name }) => ({
          personId: id,
          displayName: name,
          ...countLevels(violations.filter(({ personId }) => personId === id)),
        }))
        .toSorted((a, b) => byLevels(a, b) || a.displayName.localeCompare(b.displayName)),
      byRule: countByRule(violations),
      byWeek: countByWeek(violations, built.clock.days),
      redFlags: wardFlags(snapshot.input, built, standing).map((flag) => ({
        ...flag,
        ...ruleInWords(flag.rule),
      })),
      notJudged: [...rulesNotJudged(built, standing), ...wardRulesNotJudged(snapshot)].map((each) => ({
        ...each,
        ...ruleInWords(each.rule),
      })),
      notes: [...built.notes],
    };
  }
}

function overridesOf({ input }: RotaSnapshot): OverrideDto[] {
  return Object.entries(input.overrides).map(([rule, { parameters = {}, reason = '', approvedBy = '' }]) => ({
    rule,
    parameters: Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`),
    reason,
    approvedBy,
  }));
}

function wardRulesNotJudged({ input }: RotaSnapshot): RuleNotJudged[] {
  if (!isWard(input) || needsRegistered(input)) return [];
  const reason = 'No cover line says how many registered nurses a shift needs. Add one to the cover.';
  return [...coverCatalogue.keys()].map((rule) => ({ rule, reason }));
}

function packsOf({ input }: RotaSnapshot): RulePack[] {
  const contracts = input.people.flatMap(({ placements }) =>
    placements.filter(({ unitId }) => unitId === input.rota.unitId).map(({ contractCode }) => contractCode),
  );
  const codes = [...new Set(contracts)].toSorted();
  return [...codes, ...(isWard(input) && needsRegistered(input) ? ['sg1'] : [])].flatMap((code) => {
    try {
      return [findPack(code, input.rota.firstDate)];
    } catch (error) {
      // An unknown contract is told in the grid's notes, person by person.
      if (error instanceof RuleError) return [];
      throw error;
    }
  });
}

function gapView({ built }: RotaSnapshot, gap: UnfilledExplanation): GapDto {
  return {
    lineId: lineIdOf(gap.lineId),
    lineName: gap.lineName,
    date: built.clock.dateOf(gap.dayIndex),
    shiftTypeIds: [...gap.shiftTypeIds],
    short: gap.short,
    impossible: gap.impossible,
    candidates: fewestReasons(gap.candidates).map(candidateView),
    summary: gap.summary,
  };
}

/** One row a person: of the shifts that would fill the place, the one that least speaks against. */
function fewestReasons(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const other = best.get(candidate.personId);
    if (other === undefined || candidate.exclusions.length < other.exclusions.length) {
      best.set(candidate.personId, candidate);
    }
  }
  return [...best.values()];
}

function candidateView(candidate: Candidate): CandidateDto {
  const reasons = candidate.couldTake ? candidate.warnings : candidate.exclusions;
  return {
    personId: candidate.personId,
    displayName: candidate.personName,
    shiftTypeId: candidate.shiftTypeId,
    able: candidate.couldTake,
    reasons: reasons.map(({ rule, message }) => ({ rule, message })),
  };
}
