import { type Identifiers } from '../sheet/placement-rows.js';

const NAMES: Readonly<Record<keyof Identifiers, string>> = {
  gmc: 'GMC numbers',
  gdc: 'GDC numbers',
  publicHealth: 'public health numbers',
  tisPerson: 'TIS person ids',
};
const KINDS = Object.keys(NAMES) as (keyof Identifiers)[];

/**
 * Who is who: numbers that stand together anywhere belong to one person. So a row with only a GMC number and a row with only a
 * TIS person id are the same person when a third one, or what is known here already, has both.
 */
export class Identities {
  private readonly parents = new Map<string, string>();

  add(ids: Identifiers): void {
    const [first, ...others] = keysOf(ids);
    if (first === undefined) return;
    const root = this.root(first);
    for (const other of others) this.parents.set(this.root(other), root);
  }

  /** The same text for everything that belongs to one person; null without any number. */
  personOf(ids: Identifiers): string | null {
    const [first] = keysOf(ids);
    return first === undefined ? null : this.root(first);
  }

  /** By person, in words: numbers of one kind that stand for one person but are several. */
  clashes(): Map<string, string> {
    const numbers = new Map<string, string[]>();
    for (const key of this.parents.keys()) {
      const slot = `${kindOf(key)} ${this.root(key)}`;
      numbers.set(slot, [...(numbers.get(slot) ?? []), key.slice(key.indexOf(':') + 1)]);
    }
    const clashes = new Map<string, string>();
    for (const [slot, found] of numbers) {
      if (found.length < 2) continue;
      const [kind = '', ...root] = slot.split(' ');
      const shown = found.slice(0, 5).join(', ');
      clashes.set(root.join(' '), `the ${NAMES[kind as keyof Identifiers]} ${shown}`);
    }
    return clashes;
  }

  private root(key: string): string {
    let root = key;
    for (let up = this.parents.get(root); up !== undefined && up !== root; up = this.parents.get(root))
      root = up;
    // Shortens the way for the next time.
    for (let at = key; at !== root;) {
      const next = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = next;
    }
    this.parents.set(root, root);
    return root;
  }
}

function keysOf(ids: Identifiers): string[] {
  return KINDS.flatMap((kind) => (ids[kind] === null ? [] : [`${kind}:${ids[kind].toLowerCase()}`]));
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

/** Whether two surnames may be of one person: the same letters, or a part of a double name. */
export function sameSurname(one: string, other: string): boolean {
  const [a, b] = [nameParts(one), nameParts(other)];
  if (a.join('') === b.join('')) return true;
  return a.every((part) => b.includes(part)) || b.every((part) => a.includes(part));
}

export function sameForename(one: string, other: string): boolean {
  return nameParts(one)[0] === nameParts(other)[0];
}

function nameParts(name: string): string[] {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mark}|['’]/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((part) => part !== '');
}
