import 'reflect-metadata';
import { isEmail } from 'class-validator';
import { DateTime, IANAZone } from 'luxon';
import { parseArgs } from 'node:util';
import { type NewOrganisation, SetUp } from '../modules/auth/sign-ins/set-up.service.js';
import { NATIONS, type Nation } from '../modules/calendar/nation.js';
import { runCommand, type Terminal, UsageFault } from './command.js';
import { withServices } from './with-services.js';

const USAGE = `Usage:
  rotawright set-up --admin EMAIL --name NAME [--organisation NAME] [--nation NATION] [--time-zone ZONE] [--json]

Makes somebody an administrator of the database that the service uses (ROTAWRIGHT_DATA, DATABASE_URL), and prints the link with
which they choose their password. In an empty database it makes the organisation first; in one that has an organisation leave
--organisation out. The service may be running. Everything else is done in the portal.

  --nation     whose bank holidays it keeps: ${NATIONS.join(', ')} (default ${NATIONS[0]})
  --time-zone  default Europe/London

Exit status: 0 done; 2 it could not be done.`;

interface Options {
  readonly email: string;
  readonly displayName: string;
  readonly organisation: NewOrganisation | null;
  readonly json: boolean;
}

/** `rotawright set-up`. @returns the exit status */
export async function setUpCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help')) {
    terminal.print(USAGE);
    return 0;
  }
  return runCommand({ name: 'set-up', usage: USAGE }, terminal, async () => {
    await setUp(readOptions(args), terminal);
    return 0;
  });
}

async function setUp({ email, displayName, organisation, json }: Options, terminal: Terminal): Promise<void> {
  const log = (line: string): void => {
    if (!json) terminal.print(line);
  };
  await withServices(log, async (app, { publicUrl }) => {
    const made = await app.get(SetUp).administrator(organisation, { email, displayName });
    const link = `${publicUrl}/set-password#${made.secret}`;
    const expiresAt = made.expiresAt.toISOString();
    if (json) {
      terminal.print(JSON.stringify({ organisation: made.organisation, email: made.email, link, expiresAt }));
      return;
    }
    const until = DateTime.fromJSDate(made.expiresAt).setLocale('en-GB').toFormat("HH:mm 'on' d LLLL yyyy");
    if (made.organisation.created) terminal.print(`${made.organisation.name} is set up.`);
    terminal.print(`${made.email} is an administrator. Choose a password, once, until ${until}:`);
    terminal.print(link);
  });
}

function readOptions(args: readonly string[]): Options {
  const { admin, name, organisation, nation, json = false, ...others } = parsed(args);
  if (admin === undefined)
    throw new UsageFault('say with --admin which address the administrator signs in with');
  if (!isEmail(admin)) throw new UsageFault(`--admin "${admin}" is not a mail address`);
  if (name === undefined || name.trim() === '')
    throw new UsageFault('say with --name who the administrator is');
  const timeZone = others['time-zone'];
  if (organisation === undefined && (nation ?? timeZone) !== undefined) {
    throw new UsageFault('--nation and --time-zone are for a new organisation; name it with --organisation');
  }
  const made = organisation === undefined ? null : newOrganisation(organisation, nation, timeZone);
  return { email: admin, displayName: name.trim(), organisation: made, json };
}

function newOrganisation(
  name: string,
  nation: string = NATIONS[0],
  timeZone = 'Europe/London',
): NewOrganisation {
  if (name.trim() === '') throw new UsageFault('--organisation needs a name');
  if (!(NATIONS as readonly string[]).includes(nation)) {
    throw new UsageFault(`--nation "${nation}" is none of ${NATIONS.join(', ')}`);
  }
  if (!IANAZone.isValidZone(timeZone)) {
    throw new UsageFault(`--time-zone "${timeZone}" is no time zone; write it as Europe/London`);
  }
  return { name: name.trim(), nation: nation as Nation, timeZone };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = { admin: text, name: text, organisation: text, nation: text, 'time-zone': text };
    return parseArgs({ args: [...args], options: { ...options, json: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
}
