import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;

interface Promised {
  readonly content?: Readonly<Record<string, unknown>>;
}

interface OpenApiDocument extends Json {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, Promised> }>>;
}

/** The OpenAPI document as a promise that answers are held to. */
export class Contract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly templates: readonly { readonly path: string; readonly matches: RegExp }[];

  private constructor(private readonly document: OpenApiDocument) {
    (formats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema(closed(document) as Json, 'openapi.json');
    this.templates = Object.keys(document.paths)
      .sort((a, b) => placeholders(a) - placeholders(b))
      .map((path) => ({ path, matches: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  /** @param url origin of the service */
  static async of(url: string): Promise<Contract> {
    const response = await fetch(`${url}/api/openapi.json`);
    return new Contract((await response.json()) as OpenApiDocument);
  }

  /** What in an answer the document does not promise; empty when it keeps its word. Unknown routes promise nothing. */
  breaches(method: string, pathname: string, status: number, body: unknown): string[] {
    const template = this.templates.find(({ matches }) => matches.test(pathname));
    const operation = template && this.document.paths[template.path]?.[method.toLowerCase()];
    if (template === undefined || operation === undefined) return [];
    const promised = operation.responses[String(status)];
    if (promised === undefined) return [`${method} ${template.path} may not answer ${status}`];
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    if (body === null || promised.content?.[type] === undefined) return [];
    const at = [
      'paths',
      template.path,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      type,
      'schema',
    ];
    const validate = this.validatorAt(at);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${method} ${template.path} ${status}${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
  }

  private validatorAt(at: readonly string[]): ValidateFunction {
    const pointer = at
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    let validator = this.validators.get(pointer);
    if (validator === undefined) {
      validator = this.ajv.compile({ $ref: `openapi.json#/${pointer}` });
      this.validators.set(pointer, validator);
    }
    return validator;
  }
}

function placeholders(path: string): number {
  return path.split('{').length;
}

/** A member that the document does not name is a breach: it may be a leak. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const isObjectSchema = copy.type === 'object' && 'properties' in copy && !('additionalProperties' in copy);
  return isObjectSchema ? { ...copy, additionalProperties: false } : copy;
}
