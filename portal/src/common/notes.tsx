/** What the service has to say of the data: contradictions that it worked around, and how. */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="rw-notes" aria-label="To look at">
      <p className="nhsuk-u-font-weight-bold nhsuk-u-margin-bottom-1">To look at:</p>
      <ul className="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-0">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
