import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Loaded } from '../../common/states';
import { usePageTitle } from '../../common/use-page-title';
import { templateQuery } from '../queries';
import { type StoredTemplate } from '../types';
import { TemplateEditor } from './template-editor';

/** Draws the next version of a template. */
export function TemplateEditorPage() {
  const { unitId = '', templateId = '' } = useParams();
  const template = useQuery(templateQuery(templateId, null));
  usePageTitle(template.data === undefined ? 'Edit the lines' : `Edit ${template.data.name}`);
  return (
    <>
      <p>
        <Link to={`/units/${unitId}/lines/templates/${templateId}`}>Back to the template</Link>
      </p>
      <Loaded query={template} what="the template">
        {(found) => <Opened key={found.id} newest={found} />}
      </Loaded>
    </>
  );
}

/** Stays with the version that was opened, whatever others save from then on. */
function Opened({ newest }: { newest: StoredTemplate }) {
  const [seen, setSeen] = useState(newest);
  return <TemplateEditor key={seen.version} seen={seen} newest={newest} onReload={() => setSeen(newest)} />;
}
