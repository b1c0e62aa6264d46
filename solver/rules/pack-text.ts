import { type PackedRule, type RulePack, type RuleParameters, type RuleText } from './rule.js';

/** A rule as a pack has it, for reading: in the catalogue, in the API and in the documents. */
export interface RuleInPack extends Omit<RuleText, 'bounds'> {
  readonly bounds: NonNullable<RuleText['bounds']>;
}

/** What a pack checks: its rules with the pack's own numbers, evidence and edges. */
export function rulesOfPack(pack: RulePack): RuleInPack[] {
  return [...pack.rules.map(asInPack), ...(pack.coverRules ?? []).map((rule) => asInPack({ rule }))];
}

function asInPack(
  packed: Pick<PackedRule, 'parameters' | 'level' | 'evidence' | 'edges'> & { rule: RuleText },
): RuleInPack {
  const { rule } = packed;
  const edges = packed.edges ?? rule.edges;
  return {
    code: rule.code,
    name: rule.name,
    clause: rule.clause,
    source: rule.source,
    evidence: packed.evidence ?? rule.evidence,
    level: packed.level ?? rule.level,
    ...(edges === undefined ? {} : { edges }),
    ...(rule.localAgreement === undefined ? {} : { localAgreement: rule.localAgreement }),
    parameters: { ...rule.parameters, ...packed.parameters },
    bounds: rule.bounds ?? {},
  };
}

const INTRODUCTION = [
  '# The rules that are checked',
  '',
  'Every rule of every pack with its numbers. It is written from the packs; a test fails where the two differ.',
  '',
  'Evidence says how well a value is sourced: **C** read on an official, union or employer page; **Q** contract wording quoted in a',
  'public rota checker; **S** paraphrase in a blog, vendor page or third-party program; **M** not confirmed. The contract of doctors in',
  'training that is in force is Version 13 (4 February 2026); its Schedule 3 was not read. So nothing is ever "compliant" but "keeps what',
  'pack X asks".',
];

/**
 * The document of all packs, in Markdown.
 *
 * @param rules every rule; those that are in no pack come last.
 */
export function packsAsMarkdown(packs: readonly RulePack[], rules: readonly RuleText[]): string {
  const packed = new Set(packs.flatMap((pack) => rulesOfPack(pack).map(({ code }) => code)));
  const others = rules.filter(({ code }) => !packed.has(code)).map((rule) => asInPack({ rule }));
  return [...INTRODUCTION, ...packs.flatMap(packAsMarkdown), ...othersAsMarkdown(others), ''].join('\n');
}

function othersAsMarkdown(others: readonly RuleInPack[]): string[] {
  return [
    '',
    '## Rules that a unit can switch on',
    '',
    'They are in no pack; a unit that wants one sets its numbers.',
    ...tableOf(others),
  ];
}

function packAsMarkdown(pack: RulePack): string[] {
  return [
    '',
    `## \`${pack.code}@${pack.effectiveFrom}\`: ${pack.name}`,
    '',
    `In force from ${pack.effectiveFrom}. Source: ${pack.source}. Evidence: ${pack.evidence}.`,
    ...tableOf(rulesOfPack(pack)),
    ...sources(pack),
  ];
}

function tableOf(rules: readonly RuleInPack[]): string[] {
  return [
    '',
    '| clause | rule | numbers | just keeps it | just breaks it | evidence | level |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rules.map(
      (rule) =>
        `| ${rule.clause} | ${rule.name} \`${rule.code}\` | ${numbers(rule)} | ${rule.edges?.passes ?? '–'} | ` +
        `${rule.edges?.fails ?? '–'} | ${rule.evidence} | ${rule.level} |`,
    ),
  ];
}

function numbers(rule: RuleInPack): string {
  const text = inWords(rule.parameters, rule.bounds);
  return rule.localAgreement === undefined ? text : `${text}. Locally: ${rule.localAgreement}`;
}

function inWords(parameters: RuleParameters, bounds: RuleInPack['bounds']): string {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const { atLeast, atMost } = bounds[name] ?? {};
    const least = atLeast === undefined ? [] : [`a unit: at least ${atLeast}`];
    const most = atMost === undefined ? [] : [`a unit: at most ${atMost}`];
    const bound = [...least, ...most].join(', ');
    const shown = Array.isArray(value) ? value.join(' ') || 'any' : String(value);
    return `${name} ${shown}${bound === '' ? '' : ` (${bound})`}`;
  });
  return entries.length === 0 ? 'none' : entries.join(', ');
}

/** Where rules of a pack come from, if not from the pack's own source. */
function sources(pack: RulePack): string[] {
  const own = new Set(rulesOfPack(pack).map(({ source }) => source));
  own.delete(pack.source);
  return own.size === 0 ? [] : ['', ...[...own].toSorted().map((source) => `Rules also from: ${source}.`)];
}
