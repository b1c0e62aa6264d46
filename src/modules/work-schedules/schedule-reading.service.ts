import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type DocumentModel } from './document/document-model.js';
import { htmlDocument } from './document/html-document.js';
import { pdfDocument } from './document/pdf-document.js';
import { scheduleDocument } from './document/schedule-document.js';
import { readContent } from './drafts.js';
import {
  type DocumentFormat,
  type ScheduleContentDto,
  type ScheduleDocumentDto,
  type WorkScheduleDto,
} from './work-schedule.dto.js';
import { type WorkScheduleEntity } from './work-schedule.entity.js';
import { type WorkScheduleVersionEntity } from './work-schedule-version.entity.js';
import { WorkSchedulesRepository } from './work-schedules.repository.js';

export interface ScheduleFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Work schedules that were issued, as doctors and HR read them. */
@Injectable()
export class ScheduleReading {
  constructor(
    private readonly repository: WorkSchedulesRepository,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Of one person, earliest placement first. */
  async ofPerson(personId: string): Promise<WorkScheduleDto[]> {
    const schedules = await this.repository.of({ personId });
    return Promise.all(schedules.map(async ({ schedule }) => this.view(schedule)));
  }

  /** @throws DomainError `not-found` */
  async get(id: string, tx?: Transaction): Promise<WorkScheduleDto> {
    const schedule = await this.repository.find(id, tx);
    if (schedule === null) throw notFound('work schedule', id);
    return this.view(schedule, tx);
  }

  /** @param number the newest if left out */
  async content(id: string, number?: number): Promise<ScheduleContentDto> {
    const version = await this.versionOf(id, number);
    const content = readContent(version.content);
    const document = documentView(scheduleDocument(content, version.number));
    return { scheduleId: id, number: version.number, content, document };
  }

  async file(id: string, format: DocumentFormat, number?: number): Promise<ScheduleFile> {
    const version = await this.versionOf(id, number);
    const model = scheduleDocument(readContent(version.content), version.number);
    const name = `work-schedule-version-${version.number}.${format}`;
    if (format === 'html') {
      return { name, type: 'text/html; charset=utf-8', content: Buffer.from(htmlDocument(model), 'utf8') };
    }
    return { name, type: 'application/pdf', content: await pdfDocument(model, version.issuedAt) };
  }

  /** The doctor confirms having received the newest version. @throws DomainError 412 `stale-version`, 409 `already-acknowledged` */
  async acknowledge(id: string, version: number, actor: Actor): Promise<WorkScheduleDto> {
    return this.transactions.run(async (tx) => {
      const schedule = await this.repository.lock(tx, id);
      if (schedule === null) throw notFound('work schedule', id);
      const current = await this.view(schedule, tx);
      assertVersion(version, schedule.version, current);
      if (current.versions[0]?.acknowledgedAt !== null) {
        throw conflict('already-acknowledged', 'You have confirmed this version already.', current);
      }
      await this.repository.acknowledge(tx, schedule, this.clock.now());
      await this.audit.append(tx, {
        chain: schedule.unitId,
        actor,
        action: 'work-schedule-acknowledged',
        subjectType: 'work-schedule',
        subjectId: id,
        detail: { number: schedule.currentNumber, personId: schedule.personId },
      });
      return this.get(id, tx);
    });
  }

  private async versionOf(id: string, number?: number): Promise<WorkScheduleVersionEntity> {
    const versions = await this.repository.versions(id);
    const version = number === undefined ? versions[0] : versions.find((each) => each.number === number);
    if (version === undefined) throw notFound('version of the work schedule', `${number ?? id}`);
    return version;
  }

  private async view(schedule: WorkScheduleEntity, tx?: Transaction): Promise<WorkScheduleDto> {
    const versions = await this.repository.versions(schedule.id, tx);
    const { id, personId, unitId, firstDate, lastDate, version } = schedule;
    return {
      ...{ id, personId, unitId, firstDate, lastDate, version },
      unitName: versions[0] === undefined ? '' : readContent(versions[0].content).unit,
      versions: versions.map(({ number, issuedAt, acknowledgedAt, changes, contentHash }) => ({
        number,
        issuedAt: issuedAt.toISOString(),
        acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
        changes,
        contentHash: contentHash.toString('hex'),
      })),
    };
  }
}

function documentView({ title, lead, sections }: DocumentModel): ScheduleDocumentDto {
  return {
    title,
    lead,
    sections: sections.map(({ heading, blocks }) => ({
      heading,
      blocks: blocks.map((block) =>
        block.kind === 'paragraph'
          ? { text: block.text, caption: null, columns: [], rows: [] }
          : {
              text: null,
              caption: block.caption,
              columns: block.columns.map(({ title: name, numeric = false }) => ({ title: name, numeric })),
              rows: block.rows.map((row) => [...row]),
            },
      ),
    })),
  };
}
