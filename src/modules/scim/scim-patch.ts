import { invalid } from '../../common/domain-error.js';
import { patchBodyValidation, scimPatch, type ScimPatch, type ScimPatchOperation } from 'scim-patch';
import { ENTERPRISE, type ScimUser } from './scim-resource.js';

const MOST_OPERATIONS = 100;

/** Members that a directory may write as one name with a dot, or after the name of an extension. */
const DOTTED = /^(name\.\w+|emails\[.*\]\.\w+|urn:.*:User:\w+)$/;

/**
 * The user after the operations of a PATCH (RFC 7644, 3.5.2), as Entra ID and Okta send them, too.
 *
 * @throws DomainError 400 `invalid-patch`
 */
export function patched(user: ScimUser, body: unknown): unknown {
  const { Operations: operations } = (body ?? {}) as Partial<ScimPatch>;
  if (!Array.isArray(operations) || operations.length > MOST_OPERATIONS) {
    throw invalid({
      path: 'Operations',
      message: `Operations is not a list of at most ${MOST_OPERATIONS} operations.`,
    });
  }
  try {
    patchBodyValidation(body as ScimPatch);
    operations.forEach(assertHarmless);
    return scimPatch(structuredClone(user), operations.flatMap(spelledOut), {
      mutateDocument: true,
      treatMissingAsAdd: true,
    });
  } catch (error) {
    throw invalid({
      path: 'Operations',
      message: `The patch cannot be applied: ${(error as Error).message}`,
    });
  }
}

/** One operation a member where a value names members by their paths. */
function spelledOut(operation: ScimPatchOperation): ScimPatchOperation[] {
  const { op, path, value } = operation as { op: 'replace'; path?: string; value?: unknown };
  // Of the extension there is one member.
  if (path === ENTERPRISE) return [{ op, path: `${ENTERPRISE}:employeeNumber`, value: numberIn(value) }];
  if (path !== undefined || typeof value !== 'object' || value === null) return [operation];
  const members = Object.entries(value);
  const dotted = members.filter(([name]) => DOTTED.test(name));
  const rest = Object.fromEntries(members.filter(([name]) => !DOTTED.test(name)));
  return [
    ...(Object.keys(rest).length === 0 ? [] : [{ op, value: rest }]),
    ...dotted.map(([name, each]) => ({ op, path: name, value: each as unknown })),
  ];
}

function numberIn(extension: unknown): unknown {
  return (extension as { employeeNumber?: unknown } | null | undefined)?.employeeNumber;
}

/** Members by which one would reach beyond the user. */
const BEYOND = /(^|[^\w])(__proto__|constructor|prototype)([^\w]|$)/;

function assertHarmless(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    const path = name === 'path' && typeof each === 'string' ? each : name;
    if (BEYOND.test(path)) throw new Error(`there is no member "${path}"`);
    assertHarmless(each);
  }
}
