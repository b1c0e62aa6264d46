export type View = 'person' | 'day' | 'shift';

const VIEWS: readonly { view: View; label: string }[] = [
  { view: 'person', label: 'By person' },
  { view: 'day', label: 'By day' },
  { view: 'shift', label: 'By shift' },
];

export function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  return (
    <div className="rw-view-choice" role="group" aria-label="View">
      {VIEWS.map((choice) => (
        <button
          key={choice.view}
          type="button"
          className="rw-view-choice__button"
          aria-pressed={choice.view === view}
          onClick={() => onChange(choice.view)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
