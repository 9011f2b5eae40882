/**
 * Asserts what the text above a cell claims. Prints the sentence where it holds.
 *
 * @throws Error with the sentence where the condition is false, which fails the cell.
 */
export function check(condition: boolean, sentence: string): void {
  if (condition !== true) throw new Error(`Does not hold: ${sentence}`);
  console.log(`✓ ${sentence}`);
}
