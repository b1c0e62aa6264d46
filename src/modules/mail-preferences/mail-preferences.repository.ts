import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { MailPreferencesEntity } from './mail-preferences.entity.js';

@Injectable()
export class MailPreferencesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Of everybody named; whoever has set none has the columns' defaults, and a token from now on. */
  async of(personIds: readonly string[], tx: Transaction = this.manager): Promise<MailPreferencesEntity[]> {
    if (personIds.length === 0) return [];
    await tx.query(
      'INSERT INTO mail_preferences (person_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING',
      [personIds],
    );
    return tx
      .createQueryBuilder(MailPreferencesEntity, 'p')
      .where('p.personId = ANY(:personIds)', { personIds })
      .getMany();
  }

  async lock(tx: Transaction, personId: string): Promise<MailPreferencesEntity> {
    await tx.query('INSERT INTO mail_preferences (person_id) VALUES ($1) ON CONFLICT DO NOTHING', [personId]);
    return tx.findOneOrFail(MailPreferencesEntity, {
      where: { personId },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async lockByToken(tx: Transaction, stopToken: string): Promise<MailPreferencesEntity | null> {
    return tx.findOne(MailPreferencesEntity, { where: { stopToken }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Transaction, preferences: MailPreferencesEntity): Promise<MailPreferencesEntity> {
    return tx.save(MailPreferencesEntity, preferences);
  }
}
