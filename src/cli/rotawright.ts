#!/usr/bin/env node
/** `rotawright`: what is about the service is run here, everything else by the solver's own command line. */
import { type Terminal } from './command.js';

type ServiceCommand = (args: readonly string[], terminal: Terminal) => Promise<number>;

const SERVICE_COMMANDS: Readonly<Record<string, () => Promise<ServiceCommand>>> = {
  audit: async () => (await import('./audit.js')).auditCommand,
  'set-up': async () => (await import('./set-up.js')).setUpCommand,
  import: async () => (await import('./import.js')).importCommand,
};

const [name = '', ...rest] = process.argv.slice(2);
const command = SERVICE_COMMANDS[name];
if (command === undefined) await import('../../solver/cli.js');
else {
  const run = await command();
  process.exitCode = await run(rest, {
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  });
}
