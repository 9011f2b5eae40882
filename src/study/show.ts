import { type Figure, mimeBundle } from "../plot/index.js";
import { displayBundle } from "./kernel-display.js";

/** MIME type under which a figure's facts lie in an executed notebook, beside its picture. */
export const figureMime = "application/vnd.hub-evolution.figure+json";

/** Facts of a figure that was shown. */
export type ShownFigure = Pick<Figure, "name" | "title" | "caption" | "simulated">;

/**
 * Shows a figure in the notebook: interactive, as a static picture, and with the numbers behind it.
 *
 * @throws Error where the figure cannot be drawn.
 */
export function show(figure: Figure): void {
  displayBundle(mimeBundle(figure));
}
