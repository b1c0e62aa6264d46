import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Select, Textarea, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem } from '../api/problem';
import { ruleOverridesQuery } from '../api/queries';
import { type RuleOverride, type RulePack } from '../api/types';
import { announce } from '../common/announcer';
import { DateField } from '../common/date-field';
import { today } from '../common/dates';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor } from '../common/problems';
import {
  FIELDS,
  fieldsFor,
  inputFrom,
  type OverrideFields,
  type OverrideInput,
  parameterField,
  settableRules,
} from './override-form-model';
import { ParameterFields } from './parameter-fields';

/** Sets a rule otherwise for a unit, or changes and withdraws what was set. */
export function OverrideDialog({
  unitId,
  packs,
  override,
  onClose,
}: {
  unitId: string;
  packs: readonly RulePack[];
  /** Null: a new one. */
  override: RuleOverride | null;
  onClose: () => void;
}) {
  const rules = settableRules(packs);
  const [fields, setFields] = useState(() => fieldsFor(override));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { save, remove } = useOverrides(unitId, override);
  const rule = rules.find(({ code }) => code === fields.ruleCode);
  const set = (change: Partial<OverrideFields>) => setFields({ ...fields, ...change });
  const finish = (words: string) => () => {
    announce(words);
    onClose();
  };
  const refuse = (error: Error) => setProblems(problemsOfRefusal(error));
  const withdraw = () =>
    remove.mutate(undefined, { onSuccess: finish('Removed what the unit agreed.'), onError: refuse });

  const submit = () => {
    const { input, problems: found } = inputFrom(fields, rule);
    setProblems(found);
    if (found.length > 0) return;
    save.mutate(
      { ruleCode: fields.ruleCode, input },
      { onSuccess: finish('Saved what the unit agreed.'), onError: refuse },
    );
  };

  return (
    <FormDialog
      title={override === null ? 'Set a rule otherwise' : override.ruleName}
      problems={problems}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
      removal={
        override === null || override.effectiveFrom <= today()
          ? null
          : { label: 'Remove, as it has not begun', pending: remove.isPending, onClick: withdraw }
      }
    >
      {override === null ? (
        <Select
          id={FIELDS.rule}
          label="Rule"
          value={fields.ruleCode}
          error={problemFor(problems, FIELDS.rule)}
          onChange={(event) => set({ ruleCode: event.currentTarget.value, values: {} })}
        >
          <Select.Option value="">Choose a rule</Select.Option>
          {rules.map(({ code, name }) => (
            <Select.Option key={code} value={code}>
              {`${name} (${code})`}
            </Select.Option>
          ))}
        </Select>
      ) : null}
      {rule === undefined ? null : (
        <ParameterFields
          rule={rule}
          values={fields.values}
          problems={problems}
          onChange={(values) => set({ values })}
        />
      )}
      <DateField
        prefix="override-from"
        legend="First day"
        value={fields.from}
        onChange={(from) => set({ from })}
        error={problemFor(problems, FIELDS.from)}
      />
      <DateField
        prefix="override-until"
        legend="Last day (leave empty while it has no end)"
        value={fields.until}
        onChange={(until) => set({ until })}
        error={problemFor(problems, FIELDS.until)}
      />
      <Textarea
        id={FIELDS.reason}
        label="Reason"
        rows={3}
        value={fields.reason}
        error={problemFor(problems, FIELDS.reason)}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <TextInput
        id={FIELDS.approvedBy}
        label="Approved by"
        hint="Name and office. It stands beside every verdict by this rule"
        value={fields.approvedBy}
        error={problemFor(problems, FIELDS.approvedBy)}
        onChange={(event) => set({ approvedBy: event.currentTarget.value })}
      />
    </FormDialog>
  );
}

const FIELD_OF: Readonly<Record<string, string>> = {
  ruleCode: FIELDS.rule,
  effectiveFrom: FIELDS.from,
  effectiveUntil: FIELDS.until,
  reason: FIELDS.reason,
  approvedBy: FIELDS.approvedBy,
};

function problemsOfRefusal(error: Error): FieldProblem[] {
  const errors = isProblem(error) ? error.problem.errors : [];
  if (errors.length === 0) return [{ field: null, message: error.message }];
  return errors.map(({ path, message }) => {
    const [first = '', parameter] = path.split('.');
    return {
      field: parameter === undefined ? (FIELD_OF[first] ?? null) : parameterField(parameter),
      message,
    };
  });
}

function useOverrides(unitId: string, override: RuleOverride | null) {
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ruleOverridesQuery(unitId).queryKey });
  const target = (known: RuleOverride) => ({
    path: { id: known.id },
    header: { ...csrf(), 'If-Match': etag(known.version) },
  });
  const save = useMutation({
    mutationFn: async ({ ruleCode, input }: { ruleCode: string; input: OverrideInput }) =>
      override === null
        ? answer(
            api.POST('/api/v1/rule-overrides', {
              params: { header: csrf() },
              body: { unitId, ruleCode, ...input },
            }),
          )
        : answer(api.PUT('/api/v1/rule-overrides/{id}', { params: target(override), body: input })),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (override !== null)
        await answer(api.DELETE('/api/v1/rule-overrides/{id}', { params: target(override) }));
    },
    onSettled: refresh,
  });
  return { save, remove };
}
