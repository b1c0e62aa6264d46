import { Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { type Candidate, type Gap } from '../api/types';
import { announce } from '../common/announcer';
import { count, formatDate, formatDay, listOf } from '../common/dates';
import { type GridModel } from '../grid/grid-model';
import { outcomeWords } from '../grid/outcome-words';
import { Refusal } from '../grid/refusal';
import { useEdits } from '../grid/use-edits';

const FIRST_ABLE = 5;

/** One gap: what is missing, who could fill it, and why the others cannot. */
export function GapSection({ gap, model, mayEdit }: { gap: Gap; model: GridModel; mayEdit: boolean }) {
  const able = gap.candidates.filter((candidate) => candidate.able);
  const ruledOut = gap.candidates.filter((candidate) => !candidate.able);
  const shifts = gap.shiftTypeIds.map(
    (id) => model.shiftTypes.get(id)?.name ?? 'a shift that is no longer used',
  );
  const title = `${formatDay(gap.date)}: ${gap.lineName}, ${gap.short} short`;
  const titleId = `gap-${gap.lineId}-${gap.date}`;
  return (
    <section className="rw-gap" aria-labelledby={titleId}>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1" id={titleId}>
        {title}
      </h3>
      <p className="nhsuk-u-margin-bottom-2">
        <span className="rw-secondary">{listOf(shifts)}.</span> {gap.summary}
      </p>
      {gap.impossible ? <p>More people are needed than there are who match at all.</p> : null}
      {able.length === 0 ? <p>Nobody can take it without breaking a rule.</p> : null}
      {able.length > 0 ? <Able able={able} gap={gap} model={model} mayEdit={mayEdit} /> : null}
      {ruledOut.length > 0 ? <RuledOut ruledOut={ruledOut} title={title} /> : null}
    </section>
  );
}

function Able({
  able,
  gap,
  model,
  mayEdit,
}: {
  able: readonly Candidate[];
  gap: Gap;
  model: GridModel;
  mayEdit: boolean;
}) {
  const edits = useEdits(model.grid.rota.id);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [all, setAll] = useState(false);
  const shown = all ? able : able.slice(0, FIRST_ABLE);
  const give = (candidate: Candidate) => {
    const { shiftTypeId } = candidate;
    const shift = model.shiftTypes.get(shiftTypeId)?.name ?? 'Shift';
    const from = model.assignment(candidate.personId, gap.date);
    edits.make.mutate(
      {
        ...(from === undefined ? {} : { from }),
        to: { personId: candidate.personId, date: gap.date, shiftTypeId, pinned: false },
        label: `${shift} for ${candidate.displayName} on ${formatDate(gap.date)}`,
      },
      {
        onSuccess: (done) => {
          setRefusal(null);
          announce(outcomeWords(done));
        },
        onError: setRefusal,
      },
    );
  };
  return (
    <>
      {refusal === null ? null : <Refusal error={refusal} model={model} />}
      <p className="nhsuk-u-margin-bottom-1">{count(able.length, 'person', 'people')} could take it:</p>
      <ul className="rw-able">
        {shown.map((candidate) => (
          <li key={candidate.personId}>
            <span>{candidate.displayName}</span>{' '}
            {mayEdit ? (
              <GiveButton
                name={candidate.displayName}
                shift={
                  gap.shiftTypeIds.length > 1 ? model.shiftTypes.get(candidate.shiftTypeId)?.name : undefined
                }
                disabled={edits.make.isPending}
                onClick={() => give(candidate)}
              />
            ) : null}
            {candidate.reasons.length === 0 ? null : (
              <span className="rw-secondary">
                But: {candidate.reasons.map(({ message }) => message).join(' ')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {able.length > FIRST_ABLE ? (
        <button type="button" className="rw-link-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${able.length} who could take it`}
        </button>
      ) : null}
    </>
  );
}

function GiveButton({
  name,
  shift,
  disabled,
  onClick,
}: {
  name: string;
  /** Left out when there is only one to give. */
  shift: string | undefined;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <button type="button" className="rw-link-button" disabled={disabled} onClick={onClick}>
      Give them this {shift?.toLowerCase() ?? 'shift'}
      <span className="nhsuk-u-visually-hidden">: {name}</span>
    </button>
  );
}

function RuledOut({ ruledOut, title }: { ruledOut: readonly Candidate[]; title: string }) {
  const [open, setOpen] = useState(false);
  const rules = [...new Set(ruledOut.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)))].sort();
  return (
    <Details className="nhsuk-u-margin-bottom-2" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <Details.Summary>Why {count(ruledOut.length, 'other person', 'other people')} cannot</Details.Summary>
      <Details.Text>
        {open ? (
          <div
            className="rw-table-scroller"
            tabIndex={0}
            role="region"
            aria-label={`Who is ruled out: ${title}`}
          >
            <table className="nhsuk-table rw-matrix">
              <caption className="nhsuk-table__caption nhsuk-table__caption--s">
                Who is ruled out by what
              </caption>
              <thead className="nhsuk-table__head">
                <tr>
                  <th scope="col" className="nhsuk-table__header">
                    Person
                  </th>
                  {rules.map((rule) => (
                    <th scope="col" className="nhsuk-table__header" key={rule}>
                      {ruleWords(rule)}
                      <br />
                      <span className="rw-secondary">{countRuledOut(ruledOut, rule)}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="nhsuk-table__body">
                {ruledOut.map((candidate) => (
                  <tr className="nhsuk-table__row" key={candidate.personId}>
                    <th scope="row" className="nhsuk-table__header">
                      {candidate.displayName}
                    </th>
                    {rules.map((rule) => (
                      <td className="nhsuk-table__cell" key={rule}>
                        {candidate.reasons
                          .filter((reason) => reason.rule === rule)
                          .map(({ message }) => message)
                          .join(' ') || '–'}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </Details.Text>
    </Details>
  );
}

/** `doctors2016.rest-between-shifts` → "Rest between shifts" */
function ruleWords(rule: string): string {
  const words = rule.slice(rule.indexOf('.') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function countRuledOut(ruledOut: readonly Candidate[], rule: string): string {
  const number = ruledOut.filter(({ reasons }) => reasons.some((reason) => reason.rule === rule)).length;
  return count(number, 'person', 'people');
}
