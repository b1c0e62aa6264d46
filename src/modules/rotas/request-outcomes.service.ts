import { Injectable } from '@nestjs/common';
import { outcomesOf, type RequestOutcome } from './problem/request-outcome.js';
import { RotaReader } from './rota-reader.service.js';

export type { RequestOutcome } from './problem/request-outcome.js';

/** What a rota made of what somebody asked for. */
@Injectable()
export class RequestOutcomes {
  constructor(private readonly reader: RotaReader) {}

  /** By date. @throws DomainError 404 */
  async of(rotaId: string, personId: string, from: string, to: string): Promise<RequestOutcome[]> {
    return outcomesOf(await this.reader.snapshot(rotaId), personId, from, to);
  }
}
