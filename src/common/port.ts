import { once } from 'node:events';
import { createServer } from 'node:net';
import { SettingError } from '../config/setting-error.js';

/**
 * Fails early, before a database is started, when somebody else listens on the port. Under `localhost` a browser may
 * try either loopback address, so both have to be free.
 *
 * @throws SettingError naming the variable, the port or address, and a way out.
 */
export async function checkPortFree(variable: string, port: number, host: string | undefined): Promise<void> {
  const problem = await tryListen(port, host);
  if (host !== undefined && isMissingAddress(problem)) throw missingAddress(host, problem);
  if (problem) throw portTaken(problem, variable, port);
  if (host !== '127.0.0.1') return;
  const onIpv6 = await tryListen(port, '::1');
  // A machine without IPv6 has no `::1`.
  if (onIpv6 && !isMissingAddress(onIpv6)) throw portTaken(onIpv6, variable, port);
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

/** Resolves with what stood in the way, if anything did. */
async function tryListen(port: number, host: string | undefined): Promise<NodeJS.ErrnoException | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function isMissingAddress(error: NodeJS.ErrnoException | undefined): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(error?.code ?? '');
}

function missingAddress(host: string, error: Error | undefined): SettingError {
  return new SettingError(
    'LISTEN_HOST',
    `LISTEN_HOST=${host} is no address of this machine (${error?.message}). Give one of its own, * for every ` +
      'interface, or leave it out.',
  );
}

function another(port: number): number {
  return port + 100 <= 65_535 ? port + 100 : port - 100;
}
