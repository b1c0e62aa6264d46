import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { type PublicationDto } from '../../src/modules/rotas/dto/publication.dto.js';
import { type RotaDto } from '../../src/modules/rotas/dto/rota.dto.js';
import { type RotaClient, ifMatch, toCreate } from './rota-client.js';
import { smallHospital, type SmallHospital, type SmallUnit } from './small-hospital.js';
import { type TestServer } from './test-server.js';

/** A hospital whose people have accounts, and rotas that lie ahead of them. */
export interface StaffHospital extends SmallHospital {
  /** Signs in a person of unit A or B by their place in it; the same client each time. */
  person(unit: SmallUnit, index: number): Promise<RotaClient>;
  /** A draft of the unit in the next four weeks that no rota of it covers yet; the same weeks for both units. */
  freshRota(unit: SmallUnit): Promise<AheadRota>;
}

/** A rota in the future, and shorthand for what is on it. */
export interface AheadRota {
  readonly id: string;
  readonly coordinator: RotaClient;
  /** ISO date of a day from the rota's first. */
  day(offset: number): string;
  /** Puts somebody on a shift. @returns its id. */
  put(personId: string, offset: number, shiftTypeId: string): Promise<string>;
  publish(): Promise<PublicationDto>;
  version(): Promise<number>;
}

const MS_PER_DAY = 86_400_000;
const WEEKS = 4;

export async function staffHospital(server: TestServer, peopleInEach = 8): Promise<StaffHospital> {
  const hospital = await smallHospital(server, peopleInEach);
  const clients = new Map<string, Promise<RotaClient>>();
  const earliest = mondayAfter(Date.now() + 8 * 7 * MS_PER_DAY);
  const nextOf = new Map<string, number>();
  return {
    ...hospital,
    person: async (unit, index) => {
      const personId = unit.personIds[index]!;
      const client = clients.get(personId) ?? hospital.signInAs('staff', { personId });
      clients.set(personId, client);
      return client;
    },
    freshRota: async (unit) => {
      const first = nextOf.get(unit.unitId) ?? earliest;
      nextOf.set(unit.unitId, first + WEEKS * 7 * MS_PER_DAY);
      const day = (offset: number): string =>
        new Date(first + offset * MS_PER_DAY).toISOString().slice(0, 10);
      const coordinator = await unit.coordinator();
      const { status, body } = await coordinator.post<RotaDto>('/rotas', {
        unitId: unit.unitId,
        name: `Rota from ${day(0)}`,
        firstDate: day(0),
        lastDate: day(WEEKS * 7 - 1),
      });
      expect(status, JSON.stringify(body)).toBe(201);
      return aheadRota(body.id, coordinator, day);
    },
  };
}

function aheadRota(id: string, coordinator: RotaClient, day: (offset: number) => string): AheadRota {
  const version = async (): Promise<number> => (await coordinator.get<RotaDto>(`/rotas/${id}`)).body.version;
  return {
    id,
    coordinator,
    day,
    version,
    put: async (personId, offset, shiftTypeId) => {
      const assignmentId = randomUUID();
      const { status, body } = await coordinator.put<ChangedAssignmentDto>(
        `/rotas/${id}/assignments/${assignmentId}`,
        { personId, date: day(offset), shiftTypeId },
        toCreate,
      );
      expect(status, JSON.stringify(body)).toBe(201);
      return assignmentId;
    },
    publish: async () => {
      const { status, body } = await coordinator.post<PublicationDto>(
        `/rotas/${id}/publications`,
        {},
        ifMatch(await version()),
      );
      expect(status, JSON.stringify(body)).toBe(201);
      return body;
    },
  };
}

function mondayAfter(ms: number): number {
  const midnight = Math.floor(ms / MS_PER_DAY) * MS_PER_DAY;
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight + (7 - weekday) * MS_PER_DAY;
}
