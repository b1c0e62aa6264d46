import { once } from 'node:events';
import { createServer } from 'node:net';
import { SettingError } from '../config/setting-error.js';

/**
 * Fails early, before a database is started, when somebody else listens on the port. Under `localhost` a browser may
 * try either loopback address, so both have to be free.
 *
 * @throws SettingError naming the variable, the port and a way out.
 */
export async function checkPortFree(variable: string, port: number, host: string | undefined): Promise<void> {
  await tryListen(variable, port, host);
  if (host === '127.0.0.1') await tryListen(variable, port, '::1');
}

/** What to say about a failure to listen. */
export function portTaken(error: unknown, variable: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new SettingError(
      variable,
      `${variable}=${port} is taken by another program. Stop it, or choose another port: ${variable}=${another(port)} npm start`,
    );
  }
  if (code === 'EACCES') {
    return new SettingError(
      variable,
      `${variable}=${port} may not be used by this user. Choose a port above 1023: ${variable}=3000 npm start`,
    );
  }
  return error;
}

async function tryListen(variable: string, port: number, host: string | undefined): Promise<void> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    if (isMissingAddress(error)) return;
    throw portTaken(error, variable, port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A machine without IPv6 has no `::1`. A bad LISTEN_HOST shows when the service itself listens. */
function isMissingAddress(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function another(port: number): number {
  return port + 100 <= 65_535 ? port + 100 : port - 100;
}
