import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Access } from '../../src/common/access.js';
import { AccessAudit } from '../../src/common/access-audit.js';
import { TargetResolvers } from '../../src/common/target-resolvers.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

let server: TestServer;
let text: string;

beforeAll(async () => {
  server = await startTestServer();
  text = await (await fetch(`${server.url}/api/openapi.json`)).text();
});

afterAll(() => server.close());

function operations(): [name: string, method: string, operation: Operation][] {
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, string, Operation] => [
      `${method} ${path}`,
      method,
      operation,
    ]),
  );
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const config = await createConfig({
      rules: {
        struct: 'error',
        'no-unresolved-refs': 'error',
        'operation-operationId': 'error',
        'operation-operationId-unique': 'error',
        'path-parameters-defined': 'error',
        'operation-parameters-unique': 'error',
        'no-identical-paths': 'error',
        'no-ambiguous-paths': 'off',
        'security-defined': 'error',
        'no-invalid-schema-examples': 'error',
        'no-enum-type-mismatch': 'error',
        'no-schema-type-mismatch': 'error',
      },
    });
    const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
    expect((JSON.parse(text) as { openapi: string }).openapi).toBe('3.1.0');
    expect(problems.map(({ message, location }) => `${message} ${location[0]?.pointer}`)).toEqual([]);
  });

  it('says of every operation what it answers, and that errors are problem+json', () => {
    const wrong = operations().flatMap(([name, , { responses }]) => {
      const codes = Object.keys(responses);
      const faults = codes
        .filter(
          (code) => Number(code) >= 400 && !('application/problem+json' in (responses[code]?.content ?? {})),
        )
        .map((code) => `${name} ${code}`);
      const success = codes.find((code) => code.startsWith('2') || code === '302');
      const hasBody =
        success === '204' ||
        success === '302' ||
        Object.keys(responses[success ?? '']?.content ?? {}).length > 0;
      return hasBody ? faults : [...faults, `${name} does not say what it answers`];
    });
    // Whoever asks for its health wants to know which part fails, not a problem.
    expect(wrong).toEqual(['get /health 503']);
  });

  it('asks for the CSRF token wherever something is changed, but where nobody has a session yet', () => {
    const without = operations()
      .filter(
        ([, method, { parameters }]) =>
          method !== 'get' && !parameters?.some(({ name }) => name === 'X-CSRF-Token'),
      )
      .map(([name]) => name);
    // The one click of a mail program (RFC 8058) has no session.
    expect(without.sort()).toEqual([
      'post /api/v1/mail-stops/{token}/{what}',
      'post /api/v1/password-links',
      'post /api/v1/password-links/look',
      'post /api/v1/password-links/use',
      'post /api/v1/sessions',
      'post /api/v1/sign-in/provider/logout',
    ]);
  });

  it('asks for a version wherever something that stands is changed or removed', () => {
    const without = operations()
      .filter(
        ([, method, { parameters }]) =>
          ['put', 'delete'].includes(method) && !parameters?.some(({ name }) => name === 'If-Match'),
      )
      .map(([name]) => name);
    // What is only made and taken back has no versions: sessions, and shifts that somebody picked.
    expect(without.toSorted()).toEqual([
      'delete /api/v1/rounds/{id}/picks/{pickId}',
      'delete /api/v1/sessions/current',
      'delete /api/v1/sessions/{id}',
    ]);
  });
});

@Controller('planted')
class WithoutRule {
  @Get()
  read(): string {
    return 'anybody could read this';
  }
}

@Controller('planted')
class AboutNothingKnown {
  @Get()
  @Access({ roles: ['staff'], target: { from: 'param', name: 'id', kind: 'unicorn' } })
  read(): string {
    return 'nobody knows whose unicorn it is';
  }
}

@Controller('planted')
class WithRule {
  @Get()
  @Access('public')
  read(): string {
    return 'fine';
  }
}

async function boot(controller: new () => object): Promise<unknown> {
  @Module({
    imports: [DiscoveryModule],
    controllers: [controller],
    providers: [AccessAudit, TargetResolvers],
  })
  class Planted {}
  const testing = await Test.createTestingModule({ imports: [Planted] }).compile();
  const app = testing.createNestApplication({ logger: false });
  try {
    return await app.init();
  } finally {
    await app.close();
  }
}

describe('a service', () => {
  it('does not start with a route that nobody said who may call', async () => {
    await expect(boot(WithoutRule)).rejects.toThrow('WithoutRule.read has no @Access(...) rule');
  });

  it('does not start with a rule about something whose unit nobody can tell', async () => {
    await expect(boot(AboutNothingKnown)).rejects.toThrow('no resolver is registered');
  });

  it('starts when every route has its rule', async () => {
    await expect(boot(WithRule)).resolves.toBeDefined();
  });
});
