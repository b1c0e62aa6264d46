import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { demandQuery, shiftTypesQuery } from '../api/queries';
import { type CoverLine, type CoverTemplate, type ShiftType } from '../api/types';
import { DataTable } from '../common/data-table';
import { formatDate, formatWeekdays, listOf, WEEKDAYS } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';

/** What a fill is asked to cover. */
export function CoverPage() {
  const { unitId = '' } = useParams();
  const demand = useQuery(demandQuery(unitId));
  const shiftTypes = useQuery(shiftTypesQuery(unitId));
  usePageTitle('Cover');
  return (
    <>
      <UnitHeading unitId={unitId} title="Cover" page="cover" />
      <p>A person counts in every line that they match.</p>
      <Loaded query={demand} what="the cover that is needed">
        {({ templates }) => (
          <Loaded query={shiftTypes} what="the shift types">
            {(types) =>
              templates.length === 0 ? (
                <p>No cover is set up for this unit yet.</p>
              ) : (
                templates.map((template) => <Template key={template.id} template={template} types={types} />)
              )
            }
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function Template({ template, types }: { template: CoverTemplate; types: readonly ShiftType[] }) {
  const { validFrom, validUntil, bankHolidayWeekday } = template;
  const until = validUntil ? ` to ${formatDate(validUntil)}` : '';
  const codeOf = (id: string) => types.find((type) => type.id === id)?.code ?? '?';
  return (
    <section>
      <h2 className="nhsuk-heading-m">{template.name}</h2>
      <p>
        From {formatDate(validFrom)}
        {until}.{' '}
        {bankHolidayWeekday === null
          ? ''
          : `A bank holiday needs the cover of a ${WEEKDAYS[bankHolidayWeekday]}.`}
      </p>
      <DataTable
        caption="Cover lines"
        rows={template.lines}
        rowKey={({ id }) => id}
        columns={[
          { title: 'Line', cell: (line) => line.name },
          { title: 'Days', cell: (line) => formatWeekdays(line.weekdays) },
          { title: 'Shifts', cell: (line) => line.shiftTypeIds.map(codeOf).join(' or ') },
          { title: 'Who counts', cell: filterWords },
          { title: 'Needed', cell: neededWords },
          { title: 'Other numbers on', cell: exceptionWords },
        ]}
      />
    </section>
  );
}

function filterWords(line: CoverLine): string {
  const parts: string[] = [];
  if (line.minimumGradeCode) parts.push(`${line.minimumGradeCode} or above`);
  if (line.gradeCodes.length > 0) parts.push(line.gradeCodes.join(' or '));
  if (line.registered !== null) parts.push(line.registered ? 'registered' : 'not registered');
  if (line.skillCodes.length > 0) parts.push(`with ${listOf(line.skillCodes)}`);
  return parts.length === 0 ? 'Everybody' : parts.join(', ');
}

function neededWords(line: CoverLine): string {
  if (line.measure === 'share') return `${Math.round((line.minShare ?? 0) * 100)} % of those on the shift`;
  const parts = [`at least ${line.minimum}`];
  if (line.target !== line.minimum) parts.push(`better ${line.target}`);
  if (line.maximum !== null) parts.push(`at most ${line.maximum}`);
  return parts.join(', ');
}

function exceptionWords({ exceptions }: CoverLine): string {
  if (exceptions.length === 0) return 'No day';
  return exceptions
    .map(({ date, minimum, reason }) => `${formatDate(date)}: at least ${minimum} (${reason})`)
    .join('; ');
}
