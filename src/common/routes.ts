import { applyDecorators, Delete, Get, HttpCode, HttpStatus, Post, Put, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { NeedsIfMatch, WithEtag } from './if-match.js';

/**
 * What routes to things with a version have in common, so that a controller says only what is its own. Every `:name` of a path is a
 * UUID. An answer is of the given type and carries its version as ETag.
 */
type Route = (path: string, answer: Type) => MethodDecorator;

/** `GET` of one thing. */
export const ReadsOne: Route = (path, answer) =>
  applyDecorators(Get(path), ...parametersOf(path), ApiOkResponse({ type: answer }), WithEtag());

/** `POST` of a new thing: 201. */
export const Creates = (answer: Type, path = ''): MethodDecorator =>
  applyDecorators(Post(path), ...parametersOf(path), ApiCreatedResponse({ type: answer }), WithEtag());

/** `PUT` over the version that the client saw. */
export const Changes: Route = (path, answer) =>
  applyDecorators(
    Put(path),
    NeedsIfMatch(),
    ...parametersOf(path),
    ApiOkResponse({ type: answer }),
    WithEtag(),
  );

/** `POST` that moves the version that the client saw to another state: 200. */
export const Moves: Route = (path, answer) =>
  applyDecorators(
    Post(path),
    HttpCode(HttpStatus.OK),
    NeedsIfMatch(),
    ...parametersOf(path),
    ApiOkResponse({ type: answer }),
    WithEtag(),
  );

/** `DELETE` of the version that the client saw: 204. */
export const Removes = (path: string): MethodDecorator =>
  applyDecorators(
    Delete(path),
    HttpCode(HttpStatus.NO_CONTENT),
    NeedsIfMatch(),
    ...parametersOf(path),
    ApiNoContentResponse(),
  );

function parametersOf(path: string): MethodDecorator[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ApiParam({ name: name!, format: 'uuid' }));
}
