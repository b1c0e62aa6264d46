import { ApiProperty } from '@nestjs/swagger';
import { BooleanField, IntField } from '../../common/fields.js';
import { type MailPreferencesEntity } from './mail-preferences.entity.js';

const LAST_MIN_OF_DAY = 1439;
const MINUTE = { min: 0, max: LAST_MIN_OF_DAY } as const;

export class MailPreferencesBody {
  @BooleanField({
    description: 'Mails about open shifts that one can work, at most one a day unless one begins soon.',
  })
  offers: boolean;

  @IntField({ ...MINUTE, description: 'When that mail goes out, in minutes after midnight.' })
  digestAtMin: number;

  @BooleanField({ description: 'A mail before each shift.' })
  reminders: boolean;

  @IntField({ min: 1, max: 72, description: 'How long before the shift.' })
  reminderHours: number;

  @IntField({
    ...MINUTE,
    description:
      'From this minute of the day no such mail goes out; the same as quietToMin: there are no quiet hours.',
  })
  quietFromMin: number;

  @IntField({
    ...MINUTE,
    description: 'Until this minute of the day; before quietFromMin it is that of the next day.',
  })
  quietToMin: number;
}

export class MailPreferencesDto extends MailPreferencesBody {
  @ApiProperty({ type: 'integer' })
  version: number;
}

export function preferencesBody(row: MailPreferencesBody): MailPreferencesBody {
  const { offers, digestAtMin, reminders, reminderHours, quietFromMin, quietToMin } = row;
  return { offers, digestAtMin, reminders, reminderHours, quietFromMin, quietToMin };
}

export function preferencesView(row: MailPreferencesEntity): MailPreferencesDto {
  return { ...preferencesBody(row), version: row.version };
}
