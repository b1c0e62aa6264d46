import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type Request } from 'express';
import { invalid } from '../../common/domain-error.js';
import { parseIfMatch } from '../../common/if-match.js';

/**
 * What the client saw, of a resource that it may also create: null for `If-None-Match: *` (there was nothing), otherwise the
 * version of `If-Match`.
 */
export const SeenVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const request = context.switchToHttp().getRequest<Request>();
  const none = request.get('if-none-match');
  if (none === undefined) return parseIfMatch(request.get('if-match'));
  if (none.trim() === '*' && request.get('if-match') === undefined) return null;
  throw invalid({
    path: 'If-None-Match',
    message: `${JSON.stringify(none.slice(0, 80))} cannot be used: send "If-None-Match: *" alone to create, or If-Match to change.`,
  });
});

export function NeedsSeenVersion(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'To change: the version that is being changed, in quotation marks.',
      schema: { type: 'string', example: '"7"' },
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'To create: `*`.',
      schema: { type: 'string', enum: ['*'] },
    }),
  );
}
