// Advance widths in 1/1000 em of the printable ASCII letters, equal in Arial, Helvetica and Liberation Sans.
const regular = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const bold = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
  556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
  556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
  333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/** Height above and below the baseline, in em. */
export const ascent = 0.905;
export const descent = 0.212;

/**
 * Width of a line of text in px as a browser would draw it in the theme's font: exact for ASCII (kerning aside),
 * an estimate elsewhere, where another font may stand in.
 */
export function textWidth(text: string, sizePx: number, isBold = false): number {
  const widths = isBold ? bold : regular;
  let total = 0;
  for (const letter of text) total += widths[letter.codePointAt(0)! - 32] ?? otherWidth(letter);
  return (total * sizePx) / 1000;
}

function otherWidth(letter: string): number {
  if (/\p{Mark}|\u200d|\ufe0f/u.test(letter)) return 0;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}…—\uff00-\uffef]/u.test(letter))
    return 1000;
  if (/\p{Extended_Pictographic}/u.test(letter)) return 1250;
  if (/[·’‘₀-₉⁰-⁹²³¹]/u.test(letter)) return 333;
  return 600;
}
