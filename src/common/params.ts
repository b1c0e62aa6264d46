import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { invalid } from './domain-error.js';
import { isIsoDate, shown } from './fields.js';
import { isId } from './id.js';

/** A route parameter that is an id: `@IdParam('id') id: string`. Anything else is a 400 that names the value. */
export const IdParam = createParamDecorator((name: string, context: ExecutionContext): string => {
  const value = context.switchToHttp().getRequest<Request>().params[name];
  if (isId(value)) return value;
  throw invalid({
    path: name,
    message: `${shown(value)} is not an id; ids look like 3f2c9a70-5b1e-4d5c-9a55-0d6f3c1e2b7a.`,
  });
});

/** A route parameter that is an ISO date. */
export const DateParam = createParamDecorator((name: string, context: ExecutionContext): string => {
  const value = context.switchToHttp().getRequest<Request>().params[name];
  if (isIsoDate(value)) return value;
  throw invalid({ path: name, message: `${shown(value)} is not a date; write it as 2026-08-05.` });
});
