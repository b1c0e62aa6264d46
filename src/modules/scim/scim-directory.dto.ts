import { ApiProperty } from '@nestjs/swagger';
import { IdField, InstantField, IntField, TextField } from '../../common/fields.js';
import { PageOf } from '../../common/paging.js';
import { type ScimDirectoryEntity } from './scim-directory.entity.js';

export class NewScimDirectory {
  @TextField({ max: 120, description: 'As people call it, for example "Entra ID".' })
  name: string;
}

export class ScimDirectoryDto {
  @IdField()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt: string | null;

  @InstantField({ nullable: true, description: 'Its token does not count any more.' })
  revokedAt: string | null;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class CreatedScimDirectoryDto extends ScimDirectoryDto {
  @ApiProperty({ description: 'Told this once.' })
  token: string;

  @ApiProperty({ description: 'Where the directory sends its requests.' })
  baseUrl: string;
}

export class ScimDirectoryPage extends PageOf(ScimDirectoryDto) {}

export function directoryView(directory: ScimDirectoryEntity): ScimDirectoryDto {
  const { id, name, createdAt, lastUsedAt, revokedAt, version } = directory;
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    version,
  };
}
