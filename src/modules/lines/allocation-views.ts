import { type Slot, slotKey, freeParts } from './cells/slots.js';
import { type Place } from './cells/allocated-line.js';
import { type DeaneryPost, type LineElsewhere } from './fit/doctor.js';
import { isNamed } from './fit/fit.js';
import { type DoctorFits, openDoctors } from './fit/plan-allocation.js';
import { type LineGapDto, type LineSlotDto, type WithoutLineDto } from './line-allocation.dto.js';

export function slotView({ line, startWeek, name, capacity }: Slot): LineSlotDto {
  return { lineId: line.id, templateId: line.templateId, startWeek, name, thousandths: capacity };
}

/** Lines and parts of lines that nobody works; posts that the deanery holds or recruits for are told with them. */
export function gapsOf(
  slots: readonly Slot[],
  places: readonly Place[],
  posts: readonly DeaneryPost[],
  days: { readonly firstDate: string; readonly lastDate: string },
): LineGapDto[] {
  const vacant = posts.filter(({ kind }) => kind !== 'in-post');
  const free = freeParts(slots, places, days.firstDate, days.lastDate);
  const told = new Map<string, DeaneryPost>();
  const claim = (fits: (slot: Slot, post: DeaneryPost) => boolean): void => {
    for (const part of free.filter(({ slot, free: left }) => left === slot.capacity)) {
      const key = `${part.slot.key} ${part.firstDate}`;
      if (told.has(key)) continue;
      const taken = [...told.values()];
      const post = vacant.find(
        (each) =>
          !taken.includes(each) &&
          each.firstDate <= part.lastDate &&
          part.firstDate <= each.lastDate &&
          fits(part.slot, each),
      );
      if (post !== undefined) told.set(key, post);
    }
  };
  claim((slot, { line }) => line !== null && isNamed(slot, line));
  // Posts that belong to no line of these templates stand on whichever line is empty.
  claim((_, { line }) => line === null || !slots.some((slot) => isNamed(slot, line)));
  return free.map((part) => {
    const post = told.get(`${part.slot.key} ${part.firstDate}`);
    const isPart = part.free < part.slot.capacity;
    const kind = post === undefined ? (isPart ? 'part' : 'empty') : post.kind === 'hold' ? 'hold' : 'recruit';
    return {
      ...slotView(part.slot),
      firstDate: part.firstDate,
      lastDate: part.lastDate,
      kind,
      post: post?.post ?? null,
      freeThousandths: part.free,
    };
  });
}

/** Doctors of the unit who are on no line in the days of their placement. */
export function withoutLine(
  doctors: readonly DoctorFits[],
  places: readonly Place[],
  slots: readonly Slot[],
  elsewhere: readonly LineElsewhere[],
): WithoutLineDto[] {
  return openDoctors(doctors, [...places, ...elsewhere]).map(({ doctor, fits }) => {
    const all = [...fits.values()];
    const possible = slots.filter(({ key }) => fits.get(key)?.impossible === null);
    const full = possible.every((slot) => places.some((place) => slotKey(place) === slot.key));
    return {
      personId: doctor.personId,
      displayName: doctor.displayName,
      gradeCode: doctor.gradeCode,
      firstDate: doctor.firstDate,
      lastDate: doctor.lastDate,
      shareThousandths: doctor.share,
      daysOff: [...doctor.daysOff],
      reason:
        possible.length === 0
          ? `No line is possible. ${all[0]?.impossible ?? ''}`.trim()
          : full
            ? 'Every line that is possible is taken.'
            : 'Not allocated yet.',
    };
  });
}
