import { TextInput } from 'nhsuk-react-components';
import { type FieldProblem, problemFor } from '../common/problems';

/** The address that somebody signs in with, once on a page; its problems are those of the field `email`. */
export function EmailField({
  value,
  problems,
  onChange,
}: {
  value: string;
  problems: readonly FieldProblem[];
  onChange: (email: string) => void;
}) {
  return (
    <TextInput
      id="email"
      name="email"
      type="email"
      label="Email address"
      autoComplete="username"
      spellCheck={false}
      width={30}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={problemFor(problems, 'email')}
    />
  );
}
