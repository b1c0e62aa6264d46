import { type AllocationProblem, type LineAllocation } from '../../rotas/line-candidates.service.js';
import { daysBetween } from '../cells/cycle.js';
import { type Place } from '../cells/allocated-line.js';
import { seatFor, type Slot, slotKey } from '../cells/slots.js';
import { type AllocationFacts, type Doctor, type LineElsewhere } from './doctor.js';
import { type Fit } from './fit.js';

/** One part-used line more than needed is worth as much as so many points. */
const OPEN_COST = 5;
/** Two of one post are on one line, unless that would cost either of them more than this. */
const APART_COST = 200;

export interface DoctorFits {
  readonly doctor: Doctor;
  /** By the line's key. */
  readonly fits: ReadonlyMap<string, Fit>;
}

/** A line for a doctor, with the reasons in sentences. */
export interface PlannedPlace extends Omit<Place, 'id'> {
  readonly reasons: readonly string[];
}

/** Doctors with a line in their days keep it; all others are to be given one. */
export function openDoctors(
  doctors: readonly DoctorFits[],
  standing: readonly LineElsewhere[],
): DoctorFits[] {
  return doctors.filter(
    ({ doctor }) =>
      !standing.some(
        ({ personId, firstDate, lastDate }) =>
          personId === doctor.personId && firstDate <= doctor.lastDate && doctor.firstDate <= lastDate,
      ),
  );
}

/** The programme of an allocation: places that are pinned are people who have one choice. */
export function allocationProblem(
  slots: readonly Slot[],
  doctors: readonly DoctorFits[],
  pinned: readonly Place[],
  { posts }: Pick<AllocationFacts, 'posts'>,
): AllocationProblem {
  const origin = [
    ...doctors.map(({ doctor }) => doctor.firstDate),
    ...pinned.map(({ firstDate }) => firstDate),
  ].toSorted()[0];
  const day = (date: string): number => daysBetween(origin ?? date, date);
  return {
    slots: slots.map(({ key, capacity }) => ({ id: key, capacity })),
    doctors: [
      ...doctors.map(({ doctor, fits }) => ({
        id: doctor.key,
        share: doctor.share,
        firstDay: day(doctor.firstDate),
        lastDay: day(doctor.lastDate),
        costs: new Map(
          [...fits].flatMap(([key, fit]) => (fit.impossible === null ? [[key, fit.cost] as const] : [])),
        ),
        fixedSlot: null,
      })),
      ...pinned.map((place) => ({
        id: place.id,
        share: place.shareUntil - place.shareFrom,
        firstDay: day(place.firstDate),
        lastDay: day(place.lastDate),
        costs: new Map<string, number>(),
        fixedSlot: slotKey(place),
      })),
    ],
    pairs: pairsOf(doctors, posts),
    openCost: OPEN_COST,
  };
}

/** Who share a post, and one person's placements that follow each other. */
function pairsOf(
  doctors: readonly DoctorFits[],
  posts: AllocationFacts['posts'],
): AllocationProblem['pairs'] {
  const postOf = (doctor: Doctor): string | undefined =>
    posts.find(
      ({ personId, firstDate, lastDate }) =>
        personId === doctor.personId && firstDate <= doctor.lastDate && doctor.firstDate <= lastDate,
    )?.post;
  return doctors.flatMap(({ doctor: a }, index) =>
    doctors.slice(index + 1).flatMap(({ doctor: b }) => {
      const post = postOf(a);
      const isShared = post !== undefined && post === postOf(b) && a.share + b.share <= 1000;
      if (!isShared && a.personId !== b.personId) return [];
      return [{ doctorIds: [a.key, b.key] as const, apartCost: APART_COST }];
    }),
  );
}

/** The answer as places, each with why it is this line. Who finds no room in one piece is left out. */
export function plannedPlaces(
  slots: readonly Slot[],
  doctors: readonly DoctorFits[],
  pinned: readonly Place[],
  { slotOf }: LineAllocation,
): PlannedPlace[] {
  const places: PlannedPlace[] = [];
  const seats: Place[] = [...pinned];
  const byStart = doctors.toSorted((a, b) => a.doctor.firstDate.localeCompare(b.doctor.firstDate));
  for (const { doctor, fits } of byStart) {
    const slot = slots.find(({ key }) => key === slotOf.get(doctor.key));
    if (slot === undefined) continue;
    const seat = seatFor(slot, doctor, seats);
    if (seat === null) continue;
    const place = {
      personId: doctor.personId,
      lineId: slot.line.id,
      startWeek: slot.startWeek,
      firstDate: doctor.firstDate,
      lastDate: doctor.lastDate,
      ...seat,
      daysOff: doctor.daysOff,
    };
    seats.push({ ...place, id: doctor.key });
    const reasons = [
      ...fitReasons(fits.get(slot.key)),
      ...comparison(doctor, fits, slot, slots, doctors, slotOf),
    ];
    places.push({ ...place, reasons });
  }
  return places;
}

export function fitReasons(fit: Fit | undefined): string[] {
  return (fit?.parts ?? []).map(({ text }) => text);
}

/** Whether another line would have suited better, and who has it. */
function comparison(
  doctor: Doctor,
  fits: ReadonlyMap<string, Fit>,
  own: Slot,
  slots: readonly Slot[],
  doctors: readonly DoctorFits[],
  slotOf: ReadonlyMap<string, string>,
): string[] {
  const cost = fits.get(own.key)?.cost ?? 0;
  const costOf = ({ key }: Slot): number => {
    const fit = fits.get(key);
    return fit?.impossible === null ? fit.cost : Infinity;
  };
  const better = slots.filter((slot) => costOf(slot) < cost).toSorted((a, b) => costOf(a) - costOf(b));
  const [best] = better;
  if (best === undefined) return ['No line would suit them better.'];
  const holders = doctors.filter(
    (other) => slotOf.get(other.doctor.key) === best.key && other.doctor.key !== doctor.key,
  );
  const who = holders.map(({ doctor: { displayName } }) => displayName).join(' and ');
  if (who === '')
    return [`${best.name} would suit them better by itself; together this is the best for all.`];
  return [`${best.name} would suit them better, but it goes to ${who}: together this is the best for all.`];
}
