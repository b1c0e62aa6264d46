import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { PostMappingEntity } from './post-mapping.entity.js';

@Injectable()
export class PostMappingsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** By the beginning of the posts' numbers. */
  async list(): Promise<PostMappingEntity[]> {
    return this.manager.find(PostMappingEntity, { order: { postPrefix: 'ASC' } });
  }

  async find(id: string): Promise<PostMappingEntity | null> {
    return this.manager.findOneBy(PostMappingEntity, { id });
  }

  async lock(tx: Transaction, id: string): Promise<PostMappingEntity | null> {
    return tx.findOne(PostMappingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Transaction, mapping: Partial<PostMappingEntity>): Promise<PostMappingEntity> {
    return tx.save(PostMappingEntity, tx.create(PostMappingEntity, mapping));
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(PostMappingEntity, { id });
  }
}
