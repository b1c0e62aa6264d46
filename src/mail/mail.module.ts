import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { CONFIG, type AppConfig } from '../config/config.js';
import { MailTransport } from './mail-transport.js';
import { MailboxFolderTransport } from './mailbox-folder.adapter.js';
import { SmtpTransport } from './smtp.adapter.js';

@Injectable()
class MailTransportCloser implements OnApplicationShutdown {
  constructor(private readonly transport: MailTransport) {}

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }
}

/** The folder that mails are written to when there is no relay. */
export function mailboxFolder(config: AppConfig): string {
  return join(config.dataFolder, 'mailbox');
}

/** Provides {@link MailTransport}: the relay of `SMTP_URL`, or the mailbox folder. */
@Global()
@Module({
  providers: [
    MailTransportCloser,
    {
      provide: MailTransport,
      inject: [CONFIG],
      useFactory: (config: AppConfig): MailTransport =>
        config.smtpUrl === undefined
          ? new MailboxFolderTransport(mailboxFolder(config))
          : new SmtpTransport(config.smtpUrl),
    },
  ],
  exports: [MailTransport],
})
export class MailModule {}
