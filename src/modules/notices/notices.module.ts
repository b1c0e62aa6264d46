import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailComposers } from './mail-composers.js';
import { MailEntity } from './mail.entity.js';
import { MailsRepository } from './mails.repository.js';
import { NoticesService } from './notices.service.js';
import { OutboxRelay } from './outbox-relay.processor.js';
import { UndeliveredMailsController } from './undelivered-mails.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([MailEntity])],
  controllers: [UndeliveredMailsController],
  providers: [MailComposers, MailsRepository, NoticesService, OutboxRelay],
  exports: [MailComposers, NoticesService],
})
export class NoticesModule {}
