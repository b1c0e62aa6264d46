import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type DomainError, invalid, type FieldError } from './domain-error.js';
import { shown } from './fields.js';

const SECRET = /password|token|secret/i;

/** Checks every input against its class; what the class does not know is refused by name. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => validationFailure(errors),
  });
}

function validationFailure(errors: readonly ValidationError[]): DomainError {
  const [first, ...rest] = errors.flatMap((error) => fieldErrors(error, ''));
  return invalid(first ?? { path: '', message: 'The input cannot be read.' }, ...rest);
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const path = pathOf(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    path,
    message: messageOf(path, constraint, message, error.value),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, path))];
}

function pathOf(parent: string, property: string): string {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}

function messageOf(path: string, constraint: string, message: string, value: unknown): string {
  if (constraint === 'whitelistValidation') return `${path} is not known here; leave it out.`;
  if (value === undefined) return `${path} is missing.`;
  if (SECRET.test(path)) return `${path} is not acceptable.`;
  const names = message.includes(shown(value)) ? message : `${shown(value)}: ${message}`;
  return `${path}: ${names}.`;
}
