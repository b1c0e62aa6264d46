import { type RuleNumber } from '../api/types';

const UNITS: readonly (readonly [suffix: string, words: string])[] = [
  ['Percent', '%'],
  ['Weeks', 'weeks'],
  ['Days', 'days'],
  ['Min', 'min'],
  ['H', 'h'],
];

/** A parameter's name without its unit, as words, and the unit: `minRestH` → "min rest", "h". */
export function parameterWords(name: string): { words: string; unit: string } {
  const found = UNITS.find(([suffix]) => name.endsWith(suffix) && name.length > suffix.length);
  const bare = found === undefined ? name : name.slice(0, -found[0].length);
  const words = bare.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return { words, unit: found?.[1] ?? '' };
}

/** "min rest 11 h (a unit may set at least 11)" */
export function numberWords({ name, value, atLeast, atMost }: RuleNumber): string {
  const { words, unit } = parameterWords(name);
  const amount = `${words} ${valueWords(value)}${unit === '' ? '' : ` ${unit}`}`;
  const bounds = boundWords({ atLeast, atMost });
  return bounds === '' ? amount : `${amount} (a unit may set ${bounds})`;
}

function valueWords(value: string): string {
  if (value === '') return 'none';
  if (value === 'true') return 'yes';
  return value === 'false' ? 'no' : value;
}

/** "at least 11", "from 5 to 8"; empty where there is no bound. */
export function boundWords({ atLeast, atMost }: Pick<RuleNumber, 'atLeast' | 'atMost'>): string {
  if (atLeast !== null && atMost !== null) return `from ${atLeast} to ${atMost}`;
  if (atLeast !== null) return `at least ${atLeast}`;
  return atMost === null ? '' : `at most ${atMost}`;
}

/** What a unit set, in words: "max 8, quiet max 10". */
export function parametersInWords(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(' ') : String(value);
      return numberWords({ name, value: text, atLeast: null, atMost: null });
    })
    .join(', ');
}
