import { Catch } from '@nestjs/common';
import { type Problem, ProblemFilter } from '../../common/problem.filter.js';

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Words of RFC 7644, 3.12, for what else has a code of its own. */
const SCIM_TYPES: Readonly<Record<string, string>> = {
  'already-exists': 'uniqueness',
  'invalid-filter': 'invalidFilter',
  mutability: 'mutability',
  'invalid-input': 'invalidValue',
};

/** Failures as SCIM has them. */
@Catch()
export class ScimFilter extends ProblemFilter {
  protected override readonly mediaType = 'application/scim+json';

  protected override bodyOf({ status, code, detail }: Problem): object {
    const scimType = SCIM_TYPES[code];
    return {
      schemas: [ERROR],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail,
    };
  }
}
