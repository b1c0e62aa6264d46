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
