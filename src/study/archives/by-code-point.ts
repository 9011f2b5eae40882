/** Compares texts by code unit, whatever the language of the machine: for sorts that must be the same everywhere. */
export const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
