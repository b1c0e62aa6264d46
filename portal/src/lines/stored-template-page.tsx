import { useQuery } from '@tanstack/react-query';
import { Select } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { count, formatInstant, formatPeriod, formatShiftTimes } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { allocatesLines } from '../session/permissions';
import { useSession } from '../session/use-session';
import { AnalysisView } from '../templates/analysis-view';
import { LineGrid } from './line-grid';
import { NewAllocationForm } from './new-allocation-form';
import { templateAnalysisQuery, templateQuery } from './queries';
import { TemplateUpload } from './template-upload';
import { type StoredTemplate } from './types';

/** A template of a unit: its lines, what they are like, and where they are worked. */
export function StoredTemplatePage() {
  const { unitId = '', templateId = '' } = useParams();
  const [number, setNumber] = useState<number | null>(null);
  const template = useQuery(templateQuery(templateId, number));
  const session = useSession();
  const mayEdit = session !== null && allocatesLines(session.account, unitId);
  usePageTitle(template.data?.name ?? 'Template');
  return (
    <>
      <p>
        <Link to={`/units/${unitId}/lines`}>Back to all templates</Link>
      </p>
      <Loaded query={template} what="the template">
        {(found) => <Template template={found} mayEdit={mayEdit} onVersion={setNumber} />}
      </Loaded>
    </>
  );
}

function Template({
  template,
  mayEdit,
  onVersion,
}: {
  template: StoredTemplate;
  mayEdit: boolean;
  onVersion: (number: number | null) => void;
}) {
  const { id, unitId, unitName, name, number, latestNumber, cycleWeeks, lines, contractCode } = template;
  const analysis = useQuery(templateAnalysisQuery(id, number));
  const navigate = useNavigate();
  return (
    <>
      <h1 className="nhsuk-heading-l">
        <span className="nhsuk-caption-l">{unitName}</span>
        {name}
      </h1>
      <p>
        {count(lines.length, 'line')} of {count(cycleWeeks, 'week')}, checked by {contractCode}. Version{' '}
        {number} of {formatInstant(template.createdAt)}. {lines.length === 1 && cycleWeeks > 1 ? SHARED : ''}
      </p>
      {latestNumber === 1 ? null : (
        <Select
          id="template-version"
          label="Version"
          value={String(number)}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            onVersion(chosen === latestNumber ? null : chosen);
          }}
        >
          {Array.from({ length: latestNumber }, (_, index) => latestNumber - index).map((each) => (
            <Select.Option key={each} value={String(each)}>
              {each === latestNumber ? `${each} (newest)` : String(each)}
            </Select.Option>
          ))}
        </Select>
      )}
      <Files template={template} />
      {mayEdit && number === latestNumber ? (
        <p>
          <Link to={`/units/${unitId}/lines/templates/${id}/edit`}>Edit the lines</Link>
        </p>
      ) : null}
      <LineGrid template={template} />
      <ul className="rw-inline-list">
        {template.shiftTypes.map((type) => (
          <li key={type.id}>
            {type.code}: {type.name}, {formatShiftTimes(type.startMin, type.endMin)}
          </li>
        ))}
      </ul>
      <Loaded query={analysis} what="what the lines are like">
        {(found) => <AnalysisView analysis={found} takesFocus={false} />}
      </Loaded>
      <Uses template={template} />
      {mayEdit ? <NewAllocationForm template={template} /> : null}
      {mayEdit ? (
        <TemplateUpload
          key={template.version}
          unitId={unitId}
          standing={template}
          onSaved={() => {
            onVersion(null);
            void navigate(`/units/${unitId}/lines/templates/${id}`);
          }}
        />
      ) : null}
    </>
  );
}

const SHARED = 'Everybody works the same line, each beginning in another week.';

function Files({ template: { id, name, number } }: { template: StoredTemplate }) {
  const address = (format: string): string =>
    `/api/v1/templates/${id}/file?format=${format}&number=${number}`;
  return (
    <p>
      The lines{' '}
      <a href={address('csv')} download>
        as CSV<span className="nhsuk-u-visually-hidden">, {name}</span>
      </a>
      ,{' '}
      <a href={address('xlsx')} download>
        as a workbook<span className="nhsuk-u-visually-hidden">, {name}</span>
      </a>
    </p>
  );
}

function Uses({ template: { unitId, uses } }: { template: StoredTemplate }) {
  if (uses.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Where it is worked</h2>
      <ul>
        {uses.map(({ allocationId, firstDate, lastDate, number }) => (
          <li key={allocationId}>
            <Link to={`/units/${unitId}/lines/${allocationId}`}>{formatPeriod(firstDate, lastDate)}</Link>,
            version {number}
          </li>
        ))}
      </ul>
    </>
  );
}
