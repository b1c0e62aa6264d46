import { applyDecorators, createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import { together, type Transaction, Transactions } from '../../database/transactions.js';
import { type SignedInRequest } from '../actor.js';
import { canonicalJson } from '../canonical-json.js';
import { conflict, DomainError, invalid } from '../domain-error.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/** A request that may be sent twice and must act once. */
export interface IdempotentRequest {
  readonly accountId: string;
  readonly key: string;
  /** SHA-256 over method, path and body. */
  readonly requestHash: Buffer;
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/** The request's Idempotency-Key, or null without one: `@IdempotencyKey() once: IdempotentRequest | null`. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotentRequest | null => {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const key = request.get('idempotency-key');
    if (key === undefined) return null;
    if (!KEY.test(key)) {
      throw invalid({
        path: 'Idempotency-Key',
        message: `${JSON.stringify(key.slice(0, 80))} is not an idempotency key; use 8 to 200 visible ASCII characters, for example a UUID.`,
      });
    }
    if (request.openSession === undefined) throw new Error('a public route asks for an idempotency key');
    const body: unknown = request.body;
    const requestHash = createHash('sha256')
      .update(canonicalJson([request.method, request.path, body ?? null]))
      .digest();
    return { accountId: request.openSession.actor.accountId, key, requestHash };
  },
);

/** Documents the Idempotency-Key header. */
export function TakesIdempotencyKey(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key with the same body within 24 hours gives the same answer and acts once.',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    }),
  );
}

/** Runs work once for a key and remembers its answer in the same transaction. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: IdempotencyRepository,
  ) {}

  /**
   * Runs the work in a transaction. With a key that has been answered before, gives that answer instead.
   *
   * @param work gives what the client is told; it has to survive JSON.
   * @throws DomainError 409 `request-in-flight` while the first is under way, 422 `idempotency-payload-changed`
   */
  async once<T>(request: IdempotentRequest | null, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactions.run(this.guarded(request, work));
  }

  /** As `once`; the caller awaits `Transactions.written` before it tells anybody. */
  async onceAhead<T>(request: IdempotentRequest | null, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactions.runAhead(this.guarded(request, work));
  }

  /**
   * For several requests that are acted on in one transaction: which of them are to be acted on here. Their keys are then held until the
   * transaction ends, and their answers have to be remembered. One that was answered before or is under way belongs into `once`.
   */
  async newAmong(
    tx: Transaction,
    requests: readonly (IdempotentRequest | null)[],
  ): Promise<ReadonlySet<IdempotentRequest | null>> {
    const keyed = requests.filter((each) => each !== null);
    if (keyed.length === 0) return new Set(requests);
    const [locked, , known] = await together([
      this.repository.tryLock(tx, keyed),
      this.repository.forgetOld(tx, keyed),
      this.repository.areKnown(tx, keyed),
    ]);
    return new Set([null, ...keyed.filter((_, k) => locked[k] && !known[k])]);
  }

  /** Remembers what new requests are told. */
  async remember(
    tx: Transaction,
    answered: readonly { readonly once: IdempotentRequest | null; readonly response: unknown }[],
  ): Promise<void> {
    const rows = answered.flatMap(({ once, response }) =>
      once === null ? [] : [{ ...once, status: 200, response }],
    );
    await this.repository.insert(tx, rows);
  }

  private guarded<T>(
    request: IdempotentRequest | null,
    work: (tx: Transaction) => Promise<T>,
  ): (tx: Transaction) => Promise<T> {
    if (request === null) return work;
    return async (tx) => {
      const { accountId, key } = request;
      const [isFree] = await this.repository.tryLock(tx, [request]);
      if (!isFree) {
        throw conflict(
          'request-in-flight',
          `A request with the key "${key}" is under way; wait for its answer.`,
        );
      }
      await this.repository.forgetOld(tx, [request]);
      const before = await this.repository.find(tx, accountId, key);
      if (before !== null) return answerAgain<T>(before, request);
      const response = await work(tx);
      await this.remember(tx, [{ once: request, response }]);
      return response;
    };
  }
}

function answerAgain<T>(before: { requestHash: Buffer; response: unknown }, request: IdempotentRequest): T {
  if (before.requestHash.equals(request.requestHash)) return before.response as T;
  throw new DomainError({
    kind: 'unprocessable',
    code: 'idempotency-payload-changed',
    message: `The key "${request.key}" was used for another request; use a new key for this one.`,
  });
}
