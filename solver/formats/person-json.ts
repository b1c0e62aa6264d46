import {
  type Block,
  type ConstraintData,
  type Day,
  elapsedMin,
  type FixedShift,
  type Level,
  type Person,
  type Pin,
  type Request,
  type ShiftType,
} from '../model/index.js';
import { compilePack, findPack, type RuleContext, RuleError, type RuleOverrides } from '../rules/index.js';
import { type Fields, readMinute } from './fields.js';

/** A person, and what only cover filters look at. */
export interface ReadPerson {
  readonly person: Person;
  readonly skills: readonly string[];
}

const LEVELS: readonly Level[] = ['hard', 'soft', 'advisory'];

export class PersonReader {
  private readonly typeIds: readonly string[];

  constructor(
    private readonly days: readonly Day[],
    private readonly shiftTypes: readonly ShiftType[],
  ) {
    this.typeIds = shiftTypes.map((type) => type.id);
  }

  readAll(list: readonly Fields[]): ReadPerson[] {
    const seen = new Set<string>();
    return list.map((fields) => {
      const read = this.read(fields);
      if (seen.has(read.person.id)) fields.fail('id', `"${read.person.id}" comes twice`);
      seen.add(read.person.id);
      return read;
    });
  }

  private read(fields: Fields): ReadPerson {
    const id = fields.text('id');
    const wte = fields.number('wte', 1);
    const person: Person = {
      id,
      name: fields.text('name', id),
      grade: fields.textOrNull('grade'),
      wte,
      shiftTypeIds: this.knownTypes(fields, 'shiftTypes', this.typeIds),
      constraints: [
        ...this.contracts(fields, wte),
        ...fields.list('constraints').map((data) => this.constraint(data)),
      ],
      blocks: fields.list('blocks').map((block) => this.block(block)),
      requests: fields.list('requests').map((request, index) => this.request(request, `${id}-${index}`)),
      pins: fields.list('pins').map((pin) => this.pin(pin)),
      fixedShifts: fields.list('fixedShifts').map((shift) => this.fixedShift(shift)),
    };
    const skills = fields.texts('skills', []);
    fields.done();
    return { person, skills };
  }

  private contracts(fields: Fields, wte: number): ConstraintData[] {
    const context: RuleContext = {
      wte,
      days: this.days,
      optedOut: fields.flag('optedOut'),
      weekendsAuthorised: fields.flag('weekendsAuthorised'),
      fullTimeShare: this.share(fields),
    };
    return fields.list('contracts').flatMap((contract) => {
      const code = contract.text('pack');
      const date = contract.text('date', this.days[0]!.date);
      const overrides = (contract.raw('overrides') ?? {}) as RuleOverrides;
      contract.done();
      try {
        return compilePack(findPack(code, date), context, overrides);
      } catch (error) {
        if (!(error instanceof RuleError)) throw error;
        return contract.fail('pack', error.message);
      }
    });
  }

  private share(fields: Fields): NonNullable<RuleContext['fullTimeShare']> {
    if (!fields.has('fullTimeShare')) return {};
    const share = fields.params('fullTimeShare');
    for (const [key, value] of Object.entries(share)) {
      if ((key !== 'nights' && key !== 'weekends') || typeof value !== 'number') {
        fields.fail('fullTimeShare', `"${key}" must be nights or weekends, with a number`);
      }
    }
    return share;
  }

  private constraint(fields: Fields): ConstraintData {
    const data: ConstraintData = {
      kind: fields.text('kind'),
      rule: fields.text('rule'),
      level: fields.oneOf('level', LEVELS, 'hard'),
      weight: fields.number('weight', 0),
      params: fields.params('params'),
    };
    fields.done();
    return data;
  }

  private block(fields: Fields): Block {
    const block: Block = {
      dayIndex: this.day(fields, 'date'),
      shiftTypeId: this.typeOrNull(fields),
      code: fields.text('code', 'unavailable'),
      reason: fields.text('reason', 'not available'),
    };
    fields.done();
    return block;
  }

  private request(fields: Fields, fallbackId: string): Request {
    const request: Request = {
      id: fields.text('id', fallbackId),
      dayIndex: this.day(fields, 'date'),
      shiftTypeIds: this.knownTypes(fields, 'shiftTypes', []),
      wants: fields.oneOf('wants', ['work', 'not-work']),
      weight: fields.number('weight'),
    };
    fields.done();
    return request;
  }

  private pin(fields: Fields): Pin {
    const pin: Pin = { dayIndex: this.day(fields, 'date'), shiftTypeId: this.typeOrNull(fields) };
    fields.done();
    return pin;
  }

  private fixedShift(fields: Fields): FixedShift {
    const dayIndex = this.dayAnywhere(fields, 'date');
    const shiftTypeId = this.typeOrNull(fields);
    const type = this.shiftTypes.find((candidate) => candidate.id === shiftTypeId);
    const { startMin, endMin } = this.times(fields, dayIndex, type);
    const shift: FixedShift = {
      dayIndex,
      shiftTypeId,
      kind: fields.oneOf(
        'kind',
        ['day', 'long-day', 'evening', 'night', 'on-call', 'off'],
        type?.kind ?? 'day',
      ),
      label: fields.text('label', type?.code ?? 'work elsewhere'),
      startMin,
      endMin,
      workMin: fields.integer('workMin', type?.workMin ?? endMin - startMin),
    };
    fields.done();
    return shift;
  }

  private times(
    fields: Fields,
    dayIndex: number,
    type: ShiftType | undefined,
  ): { startMin: number; endMin: number } {
    if (fields.has('elapsedStartMin')) {
      const startMin = fields.integer('elapsedStartMin', undefined, Number.NEGATIVE_INFINITY);
      return { startMin, endMin: fields.integer('elapsedEndMin', undefined, startMin) };
    }
    const local = (key: 'start' | 'end', usual: number | undefined): number =>
      !fields.has(key) && usual !== undefined ? usual : readMinute(fields, key);
    const start = local('start', type?.startMin);
    const end = local('end', type?.endMin);
    return {
      startMin: elapsedMin(this.days, dayIndex, start),
      endMin: elapsedMin(this.days, dayIndex, end > start ? end : end + 1440),
    };
  }

  private typeOrNull(fields: Fields): string | null {
    const id = fields.textOrNull('shiftType');
    if (id !== null && !this.typeIds.includes(id))
      fields.fail('shiftType', `shift type "${id}" does not exist`);
    return id;
  }

  private knownTypes(fields: Fields, key: string, fallback: readonly string[]): string[] {
    const ids = fields.texts(key, fallback);
    const unknown = ids.find((id) => !this.typeIds.includes(id));
    if (unknown !== undefined) fields.fail(key, `shift type "${unknown}" does not exist`);
    return ids;
  }

  private day(fields: Fields, key: string): number {
    const index = this.dayAnywhere(fields, key);
    if (this.days[index] !== undefined) return index;
    return fields.fail(
      key,
      `${fields.text(key)} is outside the horizon (${this.days[0]!.date} to ${this.days.at(-1)!.date})`,
    );
  }

  private dayAnywhere(fields: Fields, key: string): number {
    const date = fields.text(key);
    const ms = Date.parse(`${date}T00:00:00Z`);
    if (
      !/^\d{4}-\d{2}-\d{2}$/.test(date) ||
      Number.isNaN(ms) ||
      new Date(ms).toISOString().slice(0, 10) !== date
    ) {
      return fields.fail(key, `"${date}" is not a date; write it as 2026-08-05`);
    }
    return Math.round((ms - Date.parse(`${this.days[0]!.date}T00:00:00Z`)) / 86_400_000);
  }
}
