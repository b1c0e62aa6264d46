/** A file that is chosen from the device. */
export function FileField({
  id,
  input,
  label,
  hint,
  error,
}: {
  id: string;
  input: React.RefObject<HTMLInputElement | null>;
  label: string;
  hint: string;
  error: string | undefined;
}) {
  const described = [`${id}-hint`, ...(error === undefined ? [] : [`${id}-error`])].join(' ');
  return (
    <div className={`nhsuk-form-group${error === undefined ? '' : ' nhsuk-form-group--error'}`}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="nhsuk-hint" id={`${id}-hint`}>
        {hint}
      </div>
      {error === undefined ? null : (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error:</span> {error}
        </span>
      )}
      <input
        ref={input}
        className="rw-file"
        id={id}
        type="file"
        accept=".csv,.txt,.xlsx"
        aria-describedby={described}
      />
    </div>
  );
}
