import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { DataTable } from '../common/data-table';
import { Loaded } from '../common/states';
import { PostMappingDialog } from './post-mapping-dialog';
import { postMappingsQuery } from './queries';
import { type PostMapping } from './types';

/** Which units the posts belong to, as kept for the next sheet; they can be added, changed and removed. */
export function PostUnits() {
  const mappings = useQuery(postMappingsQuery);
  const [opened, setOpened] = useState<{ mapping: PostMapping | null } | null>(null);
  return (
    <>
      <Loaded query={mappings} what="the units of posts">
        {(found) =>
          found.length === 0 ? (
            <p>No post has a unit yet; the first sheet asks for them.</p>
          ) : (
            <MappingTable mappings={found} onOpen={(mapping) => setOpened({ mapping })} />
          )
        }
      </Loaded>
      <Button type="button" small secondary onClick={() => setOpened({ mapping: null })}>
        Give posts a unit
      </Button>
      {opened === null ? null : (
        <PostMappingDialog mapping={opened.mapping} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

function MappingTable({
  mappings,
  onOpen,
}: {
  mappings: readonly PostMapping[];
  onOpen: (mapping: PostMapping) => void;
}) {
  return (
    <DataTable
      caption="Posts and their units"
      rows={mappings}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Posts that begin with', cell: ({ postPrefix }) => postPrefix },
        { title: 'Sites', cell: ({ sites }) => (sites.length === 0 ? 'None named' : sites.join('; ')) },
        { title: 'Unit', cell: ({ unitName }) => unitName },
        { title: 'Line', cell: ({ line }) => line ?? 'None in particular' },
        {
          title: 'Change',
          cell: (mapping) => (
            <button type="button" className="rw-link-button" onClick={() => onOpen(mapping)}>
              Change
              <span className="nhsuk-u-visually-hidden"> the unit of {mapping.postPrefix}</span>
            </button>
          ),
        },
      ]}
    />
  );
}
