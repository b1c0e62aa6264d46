import { describe, expect, it } from 'vitest';
import { createLogger, NestLogger } from './logger.js';

function collect(plain: boolean): { lines: string[]; logger: ReturnType<typeof createLogger> } {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger('info', { plain, destination }) };
}

describe('the log', () => {
  it.each([true, false])('never holds a secret (plain: %s)', (plain) => {
    const { lines, logger } = collect(plain);
    const secret = 'hunter2-and-more';
    logger.info(
      { req: { headers: { cookie: secret, authorization: secret, 'x-csrf-token': secret } } },
      'one',
    );
    logger.info({ res: { headers: { 'set-cookie': [secret] } } }, 'two');
    logger.warn({ password: secret, account: { token: secret, nested: { secret } } }, 'three');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain(secret);
  });

  it('is one JSON object a line for machines, with level, time and context', () => {
    const { lines, logger } = collect(false);
    new NestLogger(logger).warn('Something is slow', 'Fills');
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      context: 'Fills',
      msg: 'Something is slow',
    });
  });

  it('is plain lines for people, with the stack of an error', () => {
    const { lines, logger } = collect(true);
    const nest = new NestLogger(logger);
    nest.log('Ready', 'Main');
    nest.error('It broke', 'Error: It broke\n    at somewhere', 'Main');
    nest.log('Mapped {/x}', 'RouterExplorer');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d Main: Ready\n$/);
    expect(lines[1]).toMatch(/ERROR Main: It broke\nError: It broke\n {4}at somewhere\n$/);
  });
});
