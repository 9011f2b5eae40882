import { plainLine } from "../../plot/index.js";

/** plotly's own JSON of a figure. */
export interface Drawing {
  readonly data: readonly Record<string, unknown>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

// plotly would make a link of this in a label; escaped, it shows as it is written.
const safeText = (text: string) => plainLine(text).replace(/<(?=\/?a\b)/gi, "&lt;");

function safeValue(value: unknown): unknown {
  if (typeof value === "string") return safeText(value);
  if (Array.isArray(value)) return value.map(safeValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, safeValue(inner)]));
}

/**
 * A figure's drawing with nothing in it that leads out of the page or hides what it says: links in labels become text,
 * characters that hide or reorder others are spelled out, pictures from elsewhere are left out.
 */
export function safeDrawing({ data, layout }: Drawing): Drawing {
  const { images, ...rest } = layout as { images?: readonly { source?: unknown }[] };
  const own = (images ?? []).filter(({ source }) => String(source).startsWith("data:image/"));
  return {
    data: safeValue(data) as Drawing["data"],
    layout: { ...(safeValue(rest) as Drawing["layout"]), ...(own.length > 0 && { images: own }) },
  };
}
