import { sourceAnnotation } from "./compose-figure.js";
import { fontSize } from "./theme.js";

/** A figure's layout without its title and source line, for pages that show both as text beside it. */
export interface TrimmedFigure {
  readonly layout: Record<string, unknown>;
  /** Heights in px that were taken off above and below. */
  readonly top: number;
  readonly bottom: number;
}

/** Room in px above the title, left above what follows it. */
const kept = 6;
/** Height in px of the line that names n, snapshot and date. */
const sourceHeight = 20;

/**
 * Takes the title and the source line off a figure that composeFigure laid out. A layout of another make, without
 * such a title or line, keeps what it has.
 */
export function trimFigure(layout: Readonly<Record<string, unknown>>): TrimmedFigure {
  const { title, annotations, margin, height, ...rest } = layout as {
    title?: { text?: unknown };
    annotations?: readonly { name?: unknown }[];
    margin?: { t?: number; b?: number };
    height?: number;
  };
  const lines = typeof title?.text === "string" && title.text ? title.text.split("<br>").length : 0;
  const others = (annotations ?? []).filter(({ name }) => name !== sourceAnnotation);
  const top = lines && Math.min(margin?.t ?? 0, Math.round(14 + lines * fontSize.title * 1.3 - kept));
  const bottom = others.length < (annotations ?? []).length ? Math.min(margin?.b ?? 0, sourceHeight) : 0;
  return {
    layout: {
      ...rest,
      ...(height !== undefined && { height: height - top - bottom }),
      margin: { ...margin, t: (margin?.t ?? 0) - top, b: (margin?.b ?? 0) - bottom },
      annotations: others,
    },
    top,
    bottom,
  };
}

/** A static picture with as much cut off above and below; a picture that states no height in px is left whole. */
export function trimSvg(svg: string, { top, bottom }: Pick<TrimmedFigure, "top" | "bottom">): string {
  return svg.replace(/^<svg\b[^>]*>/, (opening) => {
    const number = (name: string) => Number(new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(opening)?.[1]);
    const [width, height] = [number("width"), number("height")];
    const left = height - top - bottom;
    if (!(width > 0 && left > 0)) return opening;
    return opening
      .replace(/\sviewBox="[^"]*"/, "")
      .replace(/\sheight="[^"]*"/, ` height="${left}" viewBox="0 ${top} ${width} ${left}"`);
  });
}
