import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { FieldErrorDto, ProblemDto } from './problem.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const PROBLEM_ANSWERS: Readonly<Record<number, string>> = {
  400: 'Something in the request is wrong; `errors` names it.',
  401: 'Not signed in.',
  403: 'Not allowed, or the CSRF token is missing.',
  404: 'There is nothing with this id.',
  409: 'It clashes with the state that stands now.',
  412: 'Somebody else changed it meanwhile; `current` is what stands.',
  413: 'The request is too large.',
  422: 'The idempotency key was used for another request.',
  428: 'If-Match is missing.',
  429: 'Too many requests; see Retry-After.',
  500: 'A fault of the service.',
};

/** The OpenAPI 3.1 document of every route, with the problem answers of each. */
export function buildOpenApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Rotawright')
    .setDescription(
      'E-rostering for hospitals. Errors are problem+json; lists are paged by cursor; changes need If-Match and X-CSRF-Token.',
    )
    .setVersion('1')
    .addCookieAuth('__Host-rotawright', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDto, FieldErrorDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined) completeOperation(path, method, operation);
    }
  }
  return document;
}

/** What follows from the shape of a route need not be repeated at each: security, CSRF header, problem answers. */
function completeOperation(path: string, method: (typeof METHODS)[number], operation: Operation): void {
  const access = (operation as { 'x-access'?: { kind: string } })['x-access'];
  const isPublic = access?.kind === 'public';
  operation.security = isPublic ? [] : [{ session: [] }];
  operation.parameters ??= [];
  if (method !== 'get' && !isPublic) {
    operation.parameters.push({
      name: 'X-CSRF-Token',
      in: 'header',
      required: true,
      description: 'csrfToken of the session.',
      schema: { type: 'string' },
    });
  }
  for (const status of problemStatuses(path, method, operation, isPublic)) {
    operation.responses[String(status)] ??= {
      description: PROBLEM_ANSWERS[status] ?? 'Problem.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
    };
  }
}

function problemStatuses(path: string, method: string, operation: Operation, isPublic: boolean): number[] {
  const headers = new Set(
    (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [parameter.name] : [])),
  );
  return [
    400,
    ...(isPublic ? [] : [401, 403]),
    ...(path.includes('{') ? [404] : []),
    ...(method === 'get' ? [] : [409]),
    ...(operation.requestBody === undefined ? [] : [413]),
    ...(headers.has('If-Match') ? [412, 428] : []),
    ...(headers.has('Idempotency-Key') ? [422] : []),
    429,
    500,
  ];
}
