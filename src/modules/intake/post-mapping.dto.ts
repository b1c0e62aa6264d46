import { ApiProperty } from '@nestjs/swagger';
import { IdField, IntField, TextField } from '../../common/fields.js';
import { PageOf } from '../../common/paging.js';
import { type PostMappingEntity } from './post-mapping.entity.js';

export class PostMappingInput {
  @TextField({
    max: 80,
    pattern: /^[^\s/]+(?: [^\s/]+)*(?:\/[^\s/]+(?: [^\s/]+)*)*$/,
    patternHint: 'write a post number or its first parts, as KSS/RYR16/030',
    description:
      'A post number, or its first parts for all posts that begin with them; the longest one counts.',
  })
  postPrefix: string;

  @TextField({
    list: { max: 50, unique: true },
    description: 'Sites of the posts, as the deanery names them.',
  })
  sites: string[];

  @IdField()
  unitId: string;

  @TextField({ max: 40, nullable: true, description: "A line of the unit's rota; null: none in particular." })
  line: string | null;
}

export class PostMappingDto extends PostMappingInput {
  @IdField()
  id: string;

  @ApiProperty()
  unitName: string;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class PostMappingPage extends PageOf(PostMappingDto) {}

export function postMappingView(mapping: PostMappingEntity, unitName: string): PostMappingDto {
  const { id, postPrefix, sites, unitId, line, version } = mapping;
  return { id, postPrefix, sites, unitId, unitName, line, version };
}
