import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { DataTable } from '../common/data-table';
import { count, formatPeriod } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { allocatesLines } from '../session/permissions';
import { useSession } from '../session/use-session';
import { allocationsQuery, templatesQuery } from './queries';
import { TemplateUpload } from './template-upload';
import { type AllocationSummary, type TemplateSummary } from './types';

/** The templates of a unit, and who is allocated to their lines when. */
export function UnitLinesPage() {
  const { unitId = '' } = useParams();
  const templates = useQuery(templatesQuery(unitId));
  const allocations = useQuery(allocationsQuery(unitId));
  const session = useSession();
  const navigate = useNavigate();
  usePageTitle('Lines');
  const mayEdit = session !== null && allocatesLines(session.account, unitId);
  return (
    <>
      <UnitHeading unitId={unitId} title="Rota templates and lines" page="lines" />
      <p>
        A template is a cycle of weeks with as many lines; each doctor works a line, or a part of one.{' '}
        <Link to="/templates">Check a template without keeping it</Link>
      </p>
      <Loaded query={templates} what="the templates">
        {(found) => <TemplateTable unitId={unitId} templates={found} />}
      </Loaded>
      <Loaded query={allocations} what="the allocations">
        {(found) => <AllocationTable unitId={unitId} allocations={found} />}
      </Loaded>
      {mayEdit ? (
        <TemplateUpload
          unitId={unitId}
          standing={null}
          onSaved={({ id }) => void navigate(`/units/${unitId}/lines/templates/${id}`)}
        />
      ) : null}
    </>
  );
}

function TemplateTable({ unitId, templates }: { unitId: string; templates: readonly TemplateSummary[] }) {
  if (templates.length === 0) return <p>There is no template yet.</p>;
  return (
    <DataTable
      caption="Templates"
      rows={templates}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'Template',
          cell: ({ id, name }) => <Link to={`/units/${unitId}/lines/templates/${id}`}>{name}</Link>,
        },
        { title: 'Cycle', cell: ({ cycleWeeks }) => count(cycleWeeks, 'week') },
        { title: 'Lines', cell: ({ lineCount }) => lineCount },
        { title: 'Contract', cell: ({ contractCode }) => contractCode },
        { title: 'Version', cell: ({ latestNumber }) => latestNumber },
      ]}
    />
  );
}

function AllocationTable({
  unitId,
  allocations,
}: {
  unitId: string;
  allocations: readonly AllocationSummary[];
}) {
  if (allocations.length === 0) return <p>Nobody is allocated to a line yet. Open a template to begin.</p>;
  return (
    <DataTable
      caption="Doctors on lines, latest first"
      rows={allocations}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'Days',
          cell: ({ id, firstDate, lastDate }) => (
            <Link to={`/units/${unitId}/lines/${id}`}>{formatPeriod(firstDate, lastDate)}</Link>
          ),
        },
        {
          title: 'Templates',
          cell: ({ templates }) =>
            templates
              .map(({ templateName, templateNumber }) => `${templateName}, version ${templateNumber}`)
              .join('; '),
        },
      ]}
    />
  );
}
