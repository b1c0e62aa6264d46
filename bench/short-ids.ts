import { type Problem } from '../solver/model/index.js';

/** The same problem with ids that a person can read: codes of shifts, p1, p2 … for people, c1, c2 … for cover lines. */
export function withShortIds(problem: Problem): Problem {
  const types = new Map(problem.shiftTypes.map(({ id, code }) => [id, code]));
  const people = new Map(problem.people.map(({ id }, index) => [id, `p${index + 1}`]));
  const type = <Id extends string | null>(id: Id): Id => (id === null ? id : (types.get(id)! as Id));
  const typesOf = (ids: readonly string[]): string[] => ids.map((id) => type(id));
  const moved = <Item extends { readonly shiftTypeId: string | null }>(item: Item): Item => ({
    ...item,
    shiftTypeId: type(item.shiftTypeId),
  });
  return {
    ...problem,
    shiftTypes: problem.shiftTypes.map((each) => ({
      ...each,
      id: type(each.id),
      forbiddenNext: typesOf(each.forbiddenNext),
    })),
    people: problem.people.map((person) => ({
      ...person,
      id: people.get(person.id)!,
      shiftTypeIds: typesOf(person.shiftTypeIds),
      blocks: person.blocks.map(moved),
      pins: person.pins.map(moved),
      fixedShifts: person.fixedShifts.map(moved),
      requests: person.requests.map((request, index) => ({
        ...request,
        id: `${people.get(person.id)!}-r${index + 1}`,
        shiftTypeIds: typesOf(request.shiftTypeIds),
      })),
    })),
    cover: problem.cover.map((line, index) => ({
      ...line,
      id: `c${index + 1}`,
      shiftTypeIds: typesOf(line.shiftTypeIds),
      personIds: line.personIds.map((id) => people.get(id)!),
    })),
  };
}
