import { ENTERPRISE, USER } from './scim-resource.js';

/** Always given back. */
const ALWAYS = new Set(['id', 'schemas']);

/** A resource with what `attributes` asks for, or without what `excludedAttributes` names (RFC 7644, 3.9). */
export function onlyAsked(
  resource: object,
  {
    attributes,
    excludedAttributes,
  }: { readonly attributes?: unknown; readonly excludedAttributes?: unknown },
): object {
  const wanted = pathsIn(attributes);
  if (wanted.length > 0) {
    return select(resource, (path) => wanted.some((each) => isWithin(path, each) || isWithin(each, path)));
  }
  const left = pathsIn(excludedAttributes);
  if (left.length === 0) return resource;
  return select(resource, (path) => !left.some((each) => isWithin(path, each)));
}

/** Paths in lower case: of members, and of members of members after a dot. */
function pathsIn(value: unknown): string[] {
  const names = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : [];
  return names
    .map((name) => name.trim().replace(`${USER}:`, '').replace(`${ENTERPRISE}:`, `${ENTERPRISE}.`))
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());
}

function isWithin(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`);
}

function select(resource: object, isKept: (path: string) => boolean): object {
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]: [string, unknown]) => {
      if (ALWAYS.has(name)) return [[name, value]];
      if (!isKept(name.toLowerCase())) return [];
      return [[name, part(value, name.toLowerCase(), isKept)]];
    }),
  );
}

function part(value: unknown, path: string, isKept: (path: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => part(each, path, isKept));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => isKept(`${path}.${name.toLowerCase()}`)),
  );
}
