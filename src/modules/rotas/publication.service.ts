import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, conflict, DomainError } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { NoticesService } from '../notices/notices.service.js';
import { type PublicationDto } from './dto/publication.dto.js';
import { judgeRota } from './problem/judge.js';
import { outboxMail, type Publication } from './publication/publication.js';
import { hasAddress, withoutAddress } from './publication/without-address.js';
import { PublicationReader } from './publication-reader.service.js';
import { PublicationsRepository } from './publications.repository.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaSnapshot } from './rota-reader.service.js';
import { rotaView } from './rotas.service.js';
import { unacknowledged } from './unacknowledged.js';

/** What a client says with a publication. */
export interface PublishRequest {
  readonly rotaId: string;
  /** The version of the rota that it saw. */
  readonly seen: number;
  readonly acknowledgeViolations: string | null;
}

/** Publishes rotas: a version, what it says word for word, and a mail to everybody whom it concerns, all or nothing. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly door: RotaDoor,
    private readonly reader: PublicationReader,
    private readonly publications: PublicationsRepository,
    private readonly notices: NoticesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * @throws DomainError 412 when the rota has changed since it was seen; 409 `fill-running`, `nothing-to-publish`,
   *   `breaks-a-rule` for a hard violation that nobody gave a reason for.
   */
  async publish(
    request: PublishRequest,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<PublicationDto> {
    const published = await this.idempotency.once(once, async (tx) => {
      await this.door.open(tx, request.rotaId);
      const { snapshot, publication } = await this.reader.read(tx, request.rotaId);
      assertPublishable(snapshot, publication, request);
      return this.write(tx, snapshot, publication, request, actor);
    });
    this.notices.wake(`${request.rotaId}-${published.version}`);
    return published;
  }

  private async write(
    tx: Transaction,
    { row, built, standing, assignments }: RotaSnapshot,
    publication: Publication,
    { acknowledgeViolations }: PublishRequest,
    actor: Actor,
  ): Promise<PublicationDto> {
    const { rota } = row;
    const publishedAt = this.clock.now();
    const version = {
      rotaId: rota.id,
      number: publication.number,
      baseNumber: publication.number,
      publishedAt,
      publishedBy: actor.accountId,
    };
    const id = await this.publications.insert(tx, version, publication.shifts);
    await this.door.setPublished(tx, rota.id, publication.number);
    const host = new URL(this.config.publicUrl).hostname;
    const occasion = { id, publishedAt, host };
    const mails = publication.recipients
      .filter(hasAddress)
      .map((recipient) => outboxMail(recipient, occasion));
    const mailsQueued = await this.notices.enqueue(tx, mails);
    const hard = judgeRota(built, standing).filter(({ level }) => level === 'hard');
    await this.audit.append(tx, {
      chain: rota.unitId,
      actor,
      action: 'rota-published',
      subjectType: 'rota',
      subjectId: rota.id,
      detail: {
        version: publication.number,
        shifts: assignments.length,
        mails: mailsQueued,
        hardViolations: hard.map(({ personId, rule, fromDate, toDate }) => ({
          personId,
          rule,
          fromDate,
          toDate,
        })),
        ...(acknowledgeViolations === null ? {} : { acknowledgeViolations }),
      },
    });
    return {
      version: publication.number,
      rotaVersion: rota.version + 1,
      mailsQueued,
      withoutAddress: withoutAddress(publication.recipients),
    };
  }
}

function assertPublishable(snapshot: RotaSnapshot, publication: Publication, request: PublishRequest): void {
  const { row } = snapshot;
  const current = rotaView(row);
  assertVersion(request.seen, row.rota.version, current);
  if (row.activeFillId !== null) {
    throw conflict('fill-running', 'This rota is being filled; wait for it, or stop it first.', current);
  }
  if (publication.recipients.length === 0) {
    const why =
      publication.number === 1 ? 'has no shifts yet' : 'is the same as the version that was published last';
    throw conflict('nothing-to-publish', `"${row.rota.name}" ${why}; there is nothing to publish.`, current);
  }
  const open = unacknowledged(snapshot);
  if (open.length === 0 || request.acknowledgeViolations !== null) return;
  throw new DomainError({
    kind: 'conflict',
    code: 'breaks-a-rule',
    message: `The rota breaks ${open.length} hard ${open.length === 1 ? 'rule' : 'rules'}: ${open[0]?.message} Mend it, or say why it is published all the same (acknowledgeViolations).`,
    current,
    extra: { violations: open },
  });
}
