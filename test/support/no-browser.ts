/** Begins what is said when no browser starts; `npm test` repeats these lines at its end. */
export const NO_BROWSER = 'The browser tests could not run';
