import { Injectable } from '@nestjs/common';
import { type Rota } from '../../../solver/model/index.js';
import { notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { type AssignmentEntity } from './assignment.entity.js';
import { AssignmentsRepository } from './assignments.repository.js';
import { buildProblem, type BuiltProblem } from './problem/problem-builder.js';
import { standingRota } from './problem/rota-cells.js';
import { type RotaInput } from './problem/rota-input.js';
import { RotaInputRepository } from './rota-input.repository.js';
import { RotasRepository, type RotaRow } from './rotas.repository.js';

/** A rota as it stands at one moment, ready to be judged. */
export interface RotaSnapshot {
  readonly row: RotaRow;
  readonly input: RotaInput;
  readonly built: BuiltProblem;
  readonly standing: Rota;
  readonly assignments: readonly AssignmentEntity[];
}

/** Reads whole rotas. */
@Injectable()
export class RotaReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly rotas: RotasRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly inputs: RotaInputRepository,
  ) {}

  /** @throws DomainError 404 */
  async snapshot(rotaId: string): Promise<RotaSnapshot> {
    return this.transactions.run(async (tx) => {
      await this.inputs.freeze(tx);
      return this.read(tx, rotaId);
    });
  }

  /**
   * A rota for whoever looks for swaps: with the bank's people of its unit, and the published rotas of other units with which it shares
   * people.
   *
   * @throws DomainError 404
   */
  async forSwaps(rotaId: string): Promise<{ home: RotaSnapshot; others: RotaSnapshot[] }> {
    return this.transactions.run(async (tx) => {
      await this.inputs.freeze(tx);
      const home = await this.readWithBank(tx, rotaId);
      const others: RotaSnapshot[] = [];
      for (const id of await this.rotas.sharingPeople(tx, home.row.rota)) {
        others.push(await this.readWithBank(tx, id));
      }
      return { home, others };
    });
  }

  private async readWithBank(tx: Transaction, rotaId: string): Promise<RotaSnapshot> {
    const narrow = await this.read(tx, rotaId);
    const bank = await this.inputs.loadBank(tx, narrow.row.rota, narrow.input);
    if (bank.length === 0) return narrow;
    const input = { ...narrow.input, people: [...narrow.input.people, ...bank], everybody: false };
    const wide = buildProblem(input, 'none');
    // Fair shares are among those who belong to the rota; the bank takes no part in them.
    const own = new Map(narrow.built.problem.people.map((person) => [person.id, person]));
    const problem = { ...wide.problem, people: wide.problem.people.map((each) => own.get(each.id) ?? each) };
    return {
      ...narrow,
      input,
      built: { ...wide, problem },
      standing: standingRota(input, problem, wide.clock),
    };
  }

  /** The same in a transaction of the caller's. */
  async read(tx: Transaction, rotaId: string): Promise<RotaSnapshot> {
    const row = await this.rotas.findRow(rotaId, tx);
    if (row === null) throw notFound('rota', rotaId);
    const input = await this.inputs.load(tx, row.rota);
    const built = buildProblem(input, 'none');
    const standing = standingRota(input, built.problem, built.clock);
    return { row, input, built, standing, assignments: await this.assignments.ofRota(rotaId, tx) };
  }
}
