import {
  applyDecorators,
  createParamDecorator,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { tap, type Observable } from 'rxjs';
import { DomainError, invalid } from './domain-error.js';

const VERSION_TAG = /^"(\d{1,9})"$/;

/**
 * The version that the client saw, from `If-Match: "7"`: `@IfMatch() version: number`.
 * Missing: 428 `if-match-missing`. Unreadable: 400 `invalid-input`. Add `@NeedsIfMatch()` to the method.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  return parseIfMatch(context.switchToHttp().getRequest<Request>().get('if-match'));
});

/** @throws DomainError 428 when there is none, 400 when it is not one quoted version. */
export function parseIfMatch(header: string | undefined): number {
  if (header === undefined) {
    throw new DomainError({
      kind: 'precondition-missing',
      code: 'if-match-missing',
      message:
        'Say which version you are changing: send the header If-Match with the ETag that you were given, for example "7".',
    });
  }
  const version = VERSION_TAG.exec(header.trim())?.[1];
  if (version === undefined) {
    throw invalid({
      path: 'If-Match',
      message: `${JSON.stringify(header.slice(0, 80))} is not an ETag of this service; it is a version in quotation marks, for example "7".`,
    });
  }
  return Number(version);
}

/** What a PUT expects: nothing there yet, or the version that the client saw. */
export type Precondition = { readonly kind: 'new' } | { readonly kind: 'version'; readonly version: number };

/**
 * For a PUT that creates or changes: `If-None-Match: *` creates, `If-Match: "7"` changes.
 * Neither: 428 `if-match-missing`. Add `@NeedsPrecondition()` to the method.
 */
export const IfMatchOrNew = createParamDecorator((_: unknown, context: ExecutionContext): Precondition => {
  const request = context.switchToHttp().getRequest<Request>();
  const noneMatch = request.get('if-none-match');
  if (noneMatch === undefined) return { kind: 'version', version: parseIfMatch(request.get('if-match')) };
  if (noneMatch.trim() === '*' && request.get('if-match') === undefined) return { kind: 'new' };
  throw invalid({
    path: 'If-None-Match',
    message: `Send either If-None-Match: * to create, or If-Match with a version to change; ${JSON.stringify(noneMatch.slice(0, 80))} is neither.`,
  });
});

/** Documents the two headers of `@IfMatchOrNew()`. */
export function NeedsPrecondition(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The version that is being changed, in quotation marks.',
      schema: { type: 'string', pattern: VERSION_TAG.source, example: '"7"' },
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: '`*` to create.',
      schema: { type: 'string', enum: ['*'] },
    }),
  );
}

/** Documents the If-Match header, and with it the answers 412 and 428. */
export function NeedsIfMatch(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The version that is being changed, in quotation marks.',
      schema: { type: 'string', pattern: VERSION_TAG.source, example: '"7"' },
    }),
  );
}

/** Sends the `version` of the answer as its ETag. */
class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      tap((answer: unknown) => {
        const version = (answer as { version?: unknown } | null)?.version;
        if (typeof version !== 'number') return;
        context.switchToHttp().getResponse<Response>().setHeader('ETag', etag(version));
      }),
    );
  }
}

export function etag(version: number): string {
  return `"${version}"`;
}

/** For a route that answers with one resource: its `version` is sent as `ETag`. */
export function WithEtag(): MethodDecorator {
  return applyDecorators(UseInterceptors(new EtagInterceptor()));
}
