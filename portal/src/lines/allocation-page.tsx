import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { announce } from '../common/announcer';
import { count, formatDay, formatPeriod } from '../common/dates';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { allocatesLines } from '../session/permissions';
import { useSession } from '../session/use-session';
import { AllocationTable } from './allocation-table';
import { PlaceDialog, type PlaceDraft } from './place-dialog';
import { allocationQuery } from './queries';
import { RosterSection } from './roster-section';
import { type Allocation, type LinePlace } from './types';
import { useAllocation } from './use-allocation';
import { WithoutLineTable } from './without-line-table';

/** Who is on which line and why, what nobody works, and the duty roster that follows from it. */
export function AllocationPage() {
  const { unitId = '', allocationId = '' } = useParams();
  const allocation = useQuery(allocationQuery(allocationId));
  const session = useSession();
  usePageTitle('Doctors on lines');
  const mayEdit = session !== null && allocatesLines(session.account, unitId);
  return (
    <>
      <p>
        <Link to={`/units/${unitId}/lines`}>Back to templates and lines</Link>
      </p>
      <Loaded query={allocation} what="the allocation">
        {(found) => <Lines allocation={found} mayEdit={mayEdit} />}
      </Loaded>
    </>
  );
}

function Lines({ allocation, mayEdit }: { allocation: Allocation; mayEdit: boolean }) {
  const { unitId, templates, withoutLine } = allocation;
  const [draft, setDraft] = useState<PlaceDraft | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const { propose, takeOff } = useAllocation(allocation);
  const onError = (error: Error) => setProblems(problemsOf(error));
  const optimise = () => {
    setProblems([]);
    propose.mutate(undefined, {
      onSuccess: ({ places, withoutLine: left }) =>
        announce(`${count(places.length, 'place')} on lines; ${count(left.length, 'doctor')} without one.`),
      onError,
    });
  };
  const remove = (place: LinePlace) => {
    setProblems([]);
    takeOff.mutate(place, { onSuccess: () => announce(`${place.displayName} is on no line now.`), onError });
  };
  return (
    <>
      <h1 className="nhsuk-heading-l">
        <span className="nhsuk-caption-l">{allocation.unitName}</span>
        Doctors on lines, {formatPeriod(allocation.firstDate, allocation.lastDate)}
      </h1>
      {templates.map(({ templateId, templateName, templateNumber, latestTemplateNumber, cycleStart }) => (
        <p key={templateId}>
          Lines of <Link to={`/units/${unitId}/lines/templates/${templateId}`}>{templateName}</Link>, version{' '}
          {templateNumber}. Week 1 of the cycle begins on {formatDay(cycleStart)}.
          {latestTemplateNumber === templateNumber
            ? null
            : ` The template has been changed since (version ${latestTemplateNumber}); these doctors stay on their version.`}
        </p>
      ))}
      <p>
        <Link to={`/units/${unitId}/lines/${allocation.id}/training-needs`}>Training needs</Link>:{' '}
        {count(allocation.trainingNeeds.length, 'need')} of doctors that the lines are to meet.
      </p>
      <Problems problems={problems} />
      {mayEdit ? (
        <Button type="button" small disabled={propose.isPending} onClick={optimise}>
          {propose.isPending ? 'Finding the best lines…' : 'Find the best lines'}
        </Button>
      ) : null}
      <AllocationTable
        allocation={allocation}
        onChange={mayEdit ? (place) => setDraft({ placeId: place.id, startingFrom: place }) : null}
        onTakeOff={mayEdit ? remove : null}
      />
      <WithoutLineTable
        rows={withoutLine}
        onPlace={mayEdit ? (row) => setDraft({ placeId: null, startingFrom: row }) : null}
      />
      {mayEdit ? <RosterSection allocation={allocation} /> : null}
      {draft === null ? null : (
        <PlaceDialog allocation={allocation} draft={draft} onClose={() => setDraft(null)} />
      )}
    </>
  );
}
