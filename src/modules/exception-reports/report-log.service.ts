import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { canonicalJson } from '../../common/canonical-json.js';
import { Clock } from '../../common/clock.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type ReportEvent } from './exception-report-event.entity.js';
import { ExceptionReportsRepository, type ReportRow } from './exception-reports.repository.js';
import { type Route } from './terms.js';

const SALT_BYTES = 16;
/** May change without the report; they are not sealed. */
const NAMES = new Set(['displayName', 'email', 'gradeName', 'unitName']);

/** What the audit log holds of an event: enough to prove what it was to whoever may see it, nothing to anybody else. */
export function sealOf(salt: Buffer, content: Record<string, unknown>): string {
  return createHash('sha256').update(salt).update(canonicalJson(content)).digest('hex');
}

/**
 * Remembers what happens with reports. Who reported what stands in a log of the reports' own, which nobody can change; the audit
 * log, which auditors and administrators read, has a seal over it.
 */
@Injectable()
export class ReportLog {
  constructor(
    private readonly repository: ExceptionReportsRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** The database refuses it, and with it the reading, to accounts from which the report is withheld. */
  async opened(tx: Transaction, reportId: string, actor: Actor, role: Route | 'guardian'): Promise<void> {
    const who = { accountId: actor.accountId, role };
    const none = { content: null, salt: null };
    await this.repository.addEvent(tx, {
      reportId,
      event: 'opened',
      at: this.clock.now(),
      ...who,
      ...none,
    });
  }

  async changed(
    tx: Transaction,
    row: ReportRow,
    { event, actor, role }: { event: ReportEvent; actor: Actor; role: Route | 'guardian' | 'staff' },
    further: Record<string, unknown> = {},
  ): Promise<void> {
    const salt = randomBytes(SALT_BYTES);
    const stored = Object.fromEntries(Object.entries(row).filter(([key]) => !NAMES.has(key)));
    // As the database will give it back.
    const content = JSON.parse(JSON.stringify({ ...stored, ...further })) as Record<string, unknown>;
    const at = this.clock.now();
    await this.repository.addEvent(tx, {
      reportId: row.id,
      event,
      at,
      accountId: actor.accountId,
      role,
      content,
      salt,
    });
    await this.audit.append(tx, {
      chain: row.organisationId,
      actor: role === 'staff' ? 'system' : actor,
      action: `exception-report-${event}`,
      subjectType: 'exception-report',
      subjectId: row.id,
      detail: { seal: sealOf(salt, content) },
    });
  }
}
