import { type JobName } from '../../jobs/job-queue.js';

export const MAIL_JOBS: JobName<{ occasion: string }> = 'mails';
