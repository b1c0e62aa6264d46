import { ErrorSummary } from 'nhsuk-react-components';
import { useEffect, useRef } from 'react';
import { isProblem } from '../api/problem';

/** What is wrong with a form. `field` is the id of the field at fault; null: none in particular. */
export interface FieldProblem {
  field: string | null;
  message: string;
}

/** The summary on top of a form, taking the focus each time that there is something new to say. */
export function Problems({ problems }: { problems: readonly FieldProblem[] }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <ErrorSummary ref={summary} tabIndex={-1}>
      <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
      <ErrorSummary.List>
        {problems.map(({ field, message }) =>
          field === null ? (
            <li key={message}>{message}</li>
          ) : (
            <ErrorSummary.ListItem key={`${field}${message}`} href={`#${field}`}>
              {message}
            </ErrorSummary.ListItem>
          ),
        )}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}

export function problemFor(problems: readonly FieldProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message;
}

/**
 * A refusal as the problems of a form.
 * @param fields which field of the form stands for which member of the request.
 */
export function problemsOf(error: Error, fields: Readonly<Record<string, string>> = {}): FieldProblem[] {
  if (isProblem(error) && error.problem.errors.length > 0) {
    return error.problem.errors.map(({ path, message }) => ({ field: fields[path] ?? null, message }));
  }
  return [{ field: null, message: error.message }];
}
