import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { type Transaction } from '../../database/transactions.js';
import { PickBoard, type Pick } from './problem/pick-board.js';
import { newAssignment } from './problem/staff-change.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';

export { PickBoard, type Pick } from './problem/pick-board.js';

/** In whose name picked shifts are given, and for what. */
export interface PickEntry {
  readonly actor: Actor | 'system';
  readonly subjectType: string;
  readonly subjectId: string;
}

/** Shifts of a rota in the making that staff pick themselves. They come in through the door, pinned. */
@Injectable()
export class StaffPicks {
  constructor(private readonly door: RotaDoor) {}

  /** A look without locks, at everybody of the rota. @throws DomainError 404 */
  async look(tx: Transaction, rotaId: string): Promise<PickBoard> {
    return new PickBoard(await this.door.lookAtAll(tx, rotaId));
  }

  /** Locks the rota and these people. @throws DomainError 404, 409 `rota-closed` */
  async open(tx: Transaction, rotaId: string, personIds: readonly string[]): Promise<RotaEntity> {
    const rota = await this.door.open(tx, rotaId);
    await this.door.lockPeople(tx, personIds);
    return rota;
  }

  /** The board of a rota that was opened. */
  async board(tx: Transaction, rota: RotaEntity): Promise<PickBoard> {
    return new PickBoard(await this.door.readAll(tx, rota));
  }

  /** Puts people on shifts that a board of the opened rota has given them. @returns ids of the assignments, in the same order */
  async give(tx: Transaction, rota: RotaEntity, picks: readonly Pick[], entry: PickEntry): Promise<string[]> {
    if (picks.length === 0) return [];
    const input = await this.door.read(tx, rota, []);
    const changes = picks.map((pick) => ({
      before: null,
      after: newAssignment({ id: randomUUID(), rotaId: rota.id, loan: null, ...pick }, [input], 'claim'),
    }));
    await this.door.apply(tx, [rota], changes, { ...entry, action: 'picks-given' });
    return changes.map(({ after }) => after.id);
  }
}
