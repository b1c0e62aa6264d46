import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { decodeCursor, type Page, toPage } from '../../common/paging.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { UnitsService } from '../units/units.service.js';
import { DeaneryRepository } from './deanery.repository.js';
import {
  fingerprintOf,
  type IntakeSummary,
  restoreSheets,
  storeSheets,
  summaryOf,
} from './intake-content.js';
import {
  type IntakeDto,
  type IntakeRowDto,
  type IntakeRowsQuery,
  intakeView,
  rowView,
} from './intake.dto.js';
import { type IntakeEntity } from './intake.entity.js';
import { IntakesRepository } from './intakes.repository.js';
import { type IntakePlan, type PlannedRow, ROW_STATES, type RowState } from './plan/plan-types.js';
import { planSheets } from './sheet-planner.js';
import { type KnownSheets, readSheets } from './sheet/read-sheets.js';
import { refuseSheet } from './sheet/sheet-table.js';
import { asCsv, asWorkbook, withReasons } from './sheet/write-sheet.js';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What sheets would do. */
export interface IntakePreview {
  readonly summary: IntakeSummary;
  readonly rows: readonly PlannedRow[];
}

/** Sheets of the deanery: uploaded, compared with what stands here, looked at, given back. Nothing here changes placements. */
@Injectable()
export class IntakesService {
  constructor(
    private readonly repository: IntakesRepository,
    private readonly deanery: DeaneryRepository,
    private readonly people: PeopleService,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What the sheets would change; nothing is kept of them. @throws DomainError with everything that is wrong with a file */
  async preview(files: readonly UploadedFile[], complete: boolean): Promise<IntakePreview> {
    const sheets = await readUpload(files);
    return this.transactions.run(async (tx) => {
      const { id: organisationId } = await this.units.onlyOrganisation(tx);
      const plan = await this.plan(tx, organisationId, sheets, complete);
      return { summary: summaryOf(plan, sheets), rows: plan.rows };
    });
  }

  /** Reads the sheets and says what they would change. @throws DomainError with everything that is wrong with a file */
  async upload(files: readonly UploadedFile[], complete: boolean, actor: Actor): Promise<IntakeDto> {
    const sheets = await readUpload(files);
    return this.transactions.run(async (tx) => {
      const { id: organisationId } = await this.units.onlyOrganisation(tx);
      const plan = await this.plan(tx, organisationId, sheets, complete);
      const now = this.clock.now();
      const intake = await this.repository.save(tx, {
        organisationId,
        fileNames: files.map(({ name }) => name),
        complete,
        sheets: storeSheets(sheets),
        summary: summaryOf(plan, sheets),
        fingerprint: fingerprintOf(plan),
        createdBy: actor.accountId,
        createdAt: now,
        checkedAt: now,
        closedBy: null,
        closedAt: null,
      });
      await this.repository.writeRows(tx, intake.id, plan.rows);
      await this.log(tx, intake, actor, 'intake-uploaded');
      return intakeView(intake);
    });
  }

  /** Compares the sheets with what stands now, for example after posts were given units. */
  async check(id: string, version: number, actor: Actor): Promise<IntakeDto> {
    return this.transactions.run(async (tx) => {
      const intake = await this.lockOpen(tx, id, version);
      const sheets = restoreSheets(intake.sheets ?? {});
      const plan = await this.plan(tx, intake.organisationId, sheets, intake.complete);
      await this.repository.writeRows(tx, id, plan.rows);
      const saved = await this.repository.save(
        tx,
        Object.assign(intake, {
          summary: summaryOf(plan, sheets),
          fingerprint: fingerprintOf(plan),
          checkedAt: this.clock.now(),
        }),
      );
      await this.log(tx, saved, actor, 'intake-checked');
      return intakeView(saved);
    });
  }

  /** Ends a dry run without applying it; the sheets are forgotten. */
  async discard(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const intake = await this.lockOpen(tx, id, version);
      await this.repository.forgetRows(tx, id);
      const over = { state: 'discarded' as const, sheets: null, closedAt: this.clock.now() };
      await this.repository.save(tx, Object.assign(intake, over, { closedBy: actor.accountId }));
      await this.log(tx, intake, actor, 'intake-discarded');
    });
  }

  /** Newest first. */
  async list(cursor: string | undefined, limit: number): Promise<Page<IntakeDto>> {
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const rows = await this.repository.page(after, limit + 1);
    return toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id], intakeView);
  }

  /** @throws DomainError `not-found` */
  async get(id: string): Promise<IntakeDto> {
    return intakeView(await this.found(id));
  }

  /** Row by row, in the order of the sheets. */
  async rows(id: string, { state, cursor, limit }: IntakeRowsQuery): Promise<Page<IntakeRowDto>> {
    await this.found(id);
    const after = decodeCursor(cursor, ['number']) as number[] | null;
    const rows = await this.repository.rows(id, statesOf(state), after?.[0] ?? null, limit + 1);
    return toPage(rows, limit, ({ position }) => [position], rowView);
  }

  /** A sheet with what became of each row and why. @throws DomainError `not-found`, also when it was discarded */
  async sheet(
    id: string,
    kind: 'placements' | 'people',
    format: 'csv' | 'xlsx',
  ): Promise<{ readonly name: string; readonly content: Buffer }> {
    const { sheets } = await this.found(id);
    const table = sheets?.[kind]?.table;
    if (table === undefined) throw notFound(`sheet of ${kind} in the upload`, id);
    const rows = await this.repository.rows(id, null, null, null);
    const lines = withReasons(
      table,
      rows.filter(({ sheet }) => sheet === kind),
    );
    const content = format === 'csv' ? asCsv(lines) : await asWorkbook(lines, kind);
    return { name: `${kind}-with-reasons.${format}`, content };
  }

  /** What the sheets would do now. */
  async plan(
    tx: Transaction,
    organisationId: string,
    sheets: KnownSheets,
    complete: boolean,
  ): Promise<IntakePlan> {
    const grades = await this.people.grades(tx);
    return planSheets(sheets, complete, await this.deanery.context(tx, organisationId), grades);
  }

  /** @throws DomainError `not-found`, `stale-version`, `intake-over` */
  async lockOpen(tx: Transaction, id: string, version: number): Promise<IntakeEntity> {
    await this.deanery.lock(tx);
    const intake = await this.repository.lock(tx, id);
    if (intake === null) throw notFound('intake', id);
    if (intake.state !== 'checked') {
      throw conflict(
        'intake-over',
        `This sheet has been ${intake.state} already; upload it again.`,
        intakeView(intake),
      );
    }
    assertVersion(version, intake.version, intakeView(intake));
    return intake;
  }

  private async found(id: string): Promise<IntakeEntity> {
    const intake = await this.repository.find(id);
    if (intake === null) throw notFound('intake', id);
    return intake;
  }

  private async log(tx: Transaction, intake: IntakeEntity, actor: Actor, action: string): Promise<void> {
    const { id, organisationId, fileNames, summary } = intake;
    await this.audit.append(tx, {
      chain: organisationId,
      actor,
      action,
      subjectType: 'intake',
      subjectId: id,
      detail: { fileNames, placements: summary.placements, people: summary.people },
    });
  }
}

async function readUpload(files: readonly UploadedFile[]): Promise<KnownSheets> {
  const sheets = await readSheets(files.map(({ bytes }) => bytes));
  if (sheets.placements !== undefined || sheets.people !== undefined) return sheets;
  throw refuseSheet('sheet-unreadable', 'There is no sheet in the upload.');
}

function statesOf(state: RowState | 'changes' | undefined): readonly RowState[] | null {
  if (state === undefined) return null;
  return state === 'changes' ? ROW_STATES.filter((each) => each !== 'unchanged') : [state];
}
