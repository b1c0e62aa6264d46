import { dictionary } from '@zxcvbn-ts/language-common';

/** Passwords known from breaches, in lower case. The list comes with the package: nobody is asked over the network. */
const BREACHED: ReadonlySet<string> = new Set(
  dictionary['passwords-common'].map((password) => password.toLowerCase()),
);

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const LONGEST_PATTERN = 4;
/** What has to be left of a password without the names that everybody knows of its owner. */
const FEWEST_OWN_CHARACTERS = 8;
/** Shorter pieces of a name stand in too many words. */
const SHORTEST_NAME = 4;

/**
 * Why a password would be guessed early on: it is known from breaches (also with digits around it, letters written as
 * digits, or said again and again), one pattern repeated, or little more than what is known of its owner.
 *
 * @param about names and addresses of the owner
 * @returns a sentence, or null for a password with none of these faults.
 */
export function whyGuessed(password: string, about: readonly string[] = []): string | null {
  const lower = password.toLowerCase();
  const unit = repeatedPart(lower);
  if (isBreached(lower) || isBreached(unit)) {
    return 'This password is among those known from breaches of other services, or is one of them with little added. Take another, for example four words that have nothing to do with each other.';
  }
  if (unit.length <= LONGEST_PATTERN) {
    return 'This password is one short pattern said again and again. Take another, for example four words that have nothing to do with each other.';
  }
  if (withoutNames(lower, about).length < FEWEST_OWN_CHARACTERS) {
    return 'This password is little more than your name, your address or the name of this service. Take another, for example four words that have nothing to do with each other.';
  }
  return null;
}

function isBreached(password: string): boolean {
  return [password, unlettered(password), unlettered(spelled(password)), spelled(unlettered(password))].some(
    (form) => form.length >= SHORTEST_NAME && BREACHED.has(form),
  );
}

/** Without what stands before the first letter and after the last. */
function unlettered(password: string): string {
  return password.replace(/^[^\p{Letter}]+|[^\p{Letter}]+$/gu, '');
}

function spelled(password: string): string {
  return password.replace(/[013457@$!]/g, (character) => LOOKS_LIKE[character] ?? character);
}

/** The shortest text of which the password is made by saying it again; the password itself if there is none. */
function repeatedPart(password: string): string {
  const period = `${password}${password}`.indexOf(password, 1);
  return password.slice(0, period);
}

function withoutNames(password: string, about: readonly string[]): string {
  return ['rotawright', ...about.flatMap((text) => text.toLowerCase().split(/[^\p{Letter}\p{Number}]+/u))]
    .filter((name) => name.length >= SHORTEST_NAME)
    .sort((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, ''), password);
}
