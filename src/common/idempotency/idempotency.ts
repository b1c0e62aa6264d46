import { applyDecorators, createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import { type Transaction, Transactions } from '../../database/transactions.js';
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
    if (request === null) return this.transactions.run(work);
    return this.transactions.run(async (tx) => {
      const { accountId, key, requestHash } = request;
      if (!(await this.repository.tryLock(tx, accountId, key))) {
        throw conflict(
          'request-in-flight',
          `A request with the key "${key}" is under way; wait for its answer.`,
        );
      }
      await this.repository.forgetOld(tx, accountId);
      const before = await this.repository.find(tx, accountId, key);
      if (before !== null) return answerAgain<T>(before, request);
      const response = await work(tx);
      await this.repository.insert(tx, { accountId, key, requestHash, status: 200, response });
      return response;
    });
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
