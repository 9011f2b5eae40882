/**
 * Six colours that stay apart for readers with protanopia, deuteranopia and tritanopia (at least 20 CIELAB units
 * between any two under the simulation of Machado, Oliveira and Fernandes 2009) and stand out from white by at
 * least 3:1 (WCAG 2.2, 1.4.11). A test computes both.
 */
export const palette = ["#0040D7", "#B33C22", "#128F75", "#BA8C00", "#2D3241", "#E858C6"] as const;

/** What is shown but is not a series: other groups, reference lines, unknown. */
export const muted = "#767676";

/** Text and axis lines. */
export const ink = "#1F2328";

export const gridColour = "#E3E6EA";

/** White to dark blue; lightness falls evenly, so it also reads in grey. */
export const sequentialScale: readonly (readonly [number, string])[] = [
  [0, "#F7FBFF"],
  [0.2, "#D3E3F3"],
  [0.4, "#9DC6E0"],
  [0.6, "#569FCC"],
  [0.8, "#2371B0"],
  [1, "#08306B"],
];

/** Brown over white to green-blue (ColorBrewer BrBG), apart for every kind of colour blindness. */
export const divergingScale: readonly (readonly [number, string])[] = [
  [0, "#8C510A"],
  [0.25, "#DFC27D"],
  [0.5, "#F5F5F5"],
  [0.75, "#80CDC1"],
  [1, "#01665E"],
];

/** Families whose letters are equally wide, so that the measured layout holds on every system. */
export const fontFamily = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";

/** Sizes in px. */
export const fontSize = { title: 18, axis: 14, text: 13, tick: 12.5, note: 11.5 } as const;

/** Width in px of a static picture, and the width that titles are wrapped for. */
export const figureWidth = 860;

/** The colour of series number `index`. @throws RangeError past the sixth */
export function seriesColour(index: number): string {
  const colour = palette[index];
  if (!colour) {
    throw new RangeError(
      `series ${index + 1} has no colour: a figure holds at most ${palette.length}; fold the rest into "other" or draw small multiples`,
    );
  }
  return colour;
}

/** "#RRGGBB" with an opacity, as rgba(). */
export function withOpacity(hex: string, opacity: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${r},${g},${b},${opacity})`;
}
