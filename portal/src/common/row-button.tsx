/** A quiet button in a row of a table; a screen reader hears of whom or what it is. */
export function RowButton({ of, onClick, children }: { of: string; onClick: () => void; children: string }) {
  return (
    <button type="button" className="rw-link-button" onClick={onClick}>
      {children}
      <span className="nhsuk-u-visually-hidden">{`: ${of}`}</span>
    </button>
  );
}
