import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { isProblem } from '../api/problem';
import { rulePacksQuery, unitsQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { type FieldProblem } from '../common/problems';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { AnalysisView } from './analysis-view';
import { TemplateForm } from './template-form';
import { fieldOfFault, type TemplateInput } from './template-form-model';

/** Checks the lines of a rota template against a rule pack, before anybody works them. Nothing of it is kept. */
export function TemplatePage() {
  usePageTitle('Templates');
  const packs = useQuery(rulePacksQuery);
  const units = useQuery(unitsQuery);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const analysis = useMutation({
    mutationFn: (body: TemplateInput) =>
      answer(api.POST('/api/v1/templates/analysis', { params: { header: csrf() }, body })),
  });
  const analyse = (input: TemplateInput) => {
    setProblems([]);
    analysis.mutate(input, {
      onSuccess: ({ lines }) => announce(`Checked ${lines.length} lines. The results are below the form.`),
      onError: (error) => setProblems(problemsOf(error)),
    });
  };
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">Check a rota template</h1>
      <p>
        A template is a cycle of weeks for each line. Give it as two tables of comma-separated values, as
        spreadsheets save them. Nothing of it is kept.
      </p>
      <Loaded query={packs} what="the rule packs">
        {(found) => (
          <TemplateForm
            packs={found.filter(({ code }) => code !== 'rota' && code !== 'sg1')}
            units={units.data ?? []}
            problems={problems}
            onProblems={setProblems}
            onAnalyse={analyse}
            isPending={analysis.isPending}
          />
        )}
      </Loaded>
      {analysis.data === undefined || analysis.isPending ? null : <AnalysisView analysis={analysis.data} />}
    </>
  );
}

function problemsOf(error: Error): FieldProblem[] {
  const errors = isProblem(error) ? error.problem.errors : [];
  if (errors.length === 0) return [{ field: null, message: error.message }];
  return errors.map(({ path, message }) => ({ field: fieldOfFault(path), message }));
}
