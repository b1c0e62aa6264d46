import { type INestApplicationContext } from '@nestjs/common';
import { CommandActors } from '../modules/auth/command-actors.service.js';
import { IntakeApprovalService } from '../modules/intake/intake-approval.service.js';
import { type IntakePreview, IntakesService, type UploadedFile } from '../modules/intake/intakes.service.js';
import { type Terminal } from './command.js';
import { previewInWords } from './import-words.js';
import { withServices } from './with-services.js';

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
  /** The sheet lists every placement of its posts. */
  readonly complete: boolean;
  /** What is confirmed. */
  readonly refused: number;
  readonly removed: number;
  readonly as: string | undefined;
}

/** Takes sheets in with the services of the portal. @returns the exit status */
export async function importPlacements(
  files: readonly UploadedFile[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const log = (line: string): void => {
    if (!options.json) terminal.print(line);
  };
  return withServices(log, async (app) => {
    const preview = await app.get(IntakesService).preview(files, options.complete);
    const blocked = options.dryRun ? null : unconfirmed(preview, options);
    const applied = !options.dryRun && blocked === null;
    if (applied) await apply(app, files, options);
    if (options.json) terminal.print(asJson(preview, options, applied));
    else for (const line of previewInWords(preview)) terminal.print(line);
    if (blocked !== null) terminal.complain(blocked);
    else if (!options.json) terminal.print(applied ? 'Applied.' : 'A dry run: nothing was changed.');
    return blocked === null ? 0 : 1;
  });
}

/** Why it may not be applied yet; null: it may. */
function unconfirmed({ summary }: IntakePreview, { refused, removed }: ImportOptions): string | null {
  const staysOut = summary.placements.refused + summary.people.refused;
  const goes = summary.placements.removed;
  if (staysOut === refused && goes === removed) return null;
  return `Not applied: ${staysOut} rows stay out and ${goes} placements are removed, and ${refused} and ${removed} are confirmed. Look at them, then confirm with --refused ${staysOut} --removed ${goes}.`;
}

/** Refused by the service if anything has changed since the preview so that the numbers are others. */
async function apply(
  app: INestApplicationContext,
  files: readonly UploadedFile[],
  { complete, refused, removed, as }: ImportOptions,
): Promise<void> {
  const actor = await app.get(CommandActors).withRole('hr', as);
  const intake = await app.get(IntakesService).upload(files, complete, actor);
  await app.get(IntakeApprovalService).approve(intake.id, intake.version, { refused, removed }, actor);
}

function asJson({ summary, rows }: IntakePreview, { dryRun }: ImportOptions, applied: boolean): string {
  return JSON.stringify({ dryRun, applied, ...summary, rows });
}
