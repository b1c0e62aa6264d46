import { isUUID } from 'class-validator';

/** True for a text that can be an id: a UUID of any version. */
export function isId(value: unknown): value is string {
  return isUUID(value, 'loose');
}
