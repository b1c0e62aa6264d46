/** At most this part of a share is carried from before into one rota, so that nobody pays back all at once. */
const MOST_CARRIED = 0.5;

/**
 * The whole numbers next to a fair share.
 *
 * @param share what the person's working time comes to in this rota.
 * @param carried what they have worked beyond their share before; negative where they still owe.
 */
export function fairRange(
  share: number,
  carried: number | undefined,
  tolerance: number,
): { readonly min: number; readonly max: number } {
  const most = share * MOST_CARRIED;
  const due = Math.max(0, share - Math.min(most, Math.max(-most, carried ?? 0)));
  // A share such as 2.9999999 comes from sums of fractions and means 3.
  const exact = Math.abs(due - Math.round(due)) < 1e-6 ? Math.round(due) : due;
  return { min: Math.max(0, Math.floor(exact) - tolerance), max: Math.ceil(exact) + tolerance };
}
