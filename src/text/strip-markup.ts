/** Elements whose content is not prose. */
const hidden = new Set(["pre", "script", "style", "svg", "iframe", "noscript", "template"]);

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/**
 * Text without HTML: tags, comments and the content of pre, scripts, styles, svg and iframes taken out, the common entities
 * decoded. A `<` that opens no tag stays. One pass: each search for an end goes on from the last one, so the time is
 * linear even where ends are missing. The result is text, not safe HTML.
 */
export function stripMarkup(text: string): { text: string; markupChars: number } {
  const tagEnds = forwardSearch(text, ">");
  const commentEnds = forwardSearch(text, "-->");
  const closings = new Map<string, (from: number) => number>();
  const lower = text.toLowerCase();
  const sameLength = lower.length === text.length;
  let out = "";
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("<", at);
    if (open === -1) break;
    out += text.slice(at, open);
    if (text.startsWith("<!--", open)) {
      const end = commentEnds(open + 4);
      at = end === -1 ? text.length : end + 3;
      continue;
    }
    tagStart.lastIndex = open;
    const tag = tagStart.exec(text);
    const end = tag ? tagEnds(open) : -1;
    if (!tag || end === -1) {
      out += "<";
      at = open + 1;
      continue;
    }
    const name = tag[1]!.toLowerCase();
    at = end + 1;
    if (hidden.has(name) && text[open + 1] !== "/" && text[end - 1] !== "/") {
      if (!closings.has(name)) closings.set(name, forwardSearch(sameLength ? lower : text, `</${name}`));
      const close = closings.get(name)!(at);
      const closeEnd = close === -1 ? -1 : tagEnds(close);
      at = closeEnd === -1 ? text.length : closeEnd + 1;
    }
    out += blocks.has(name) ? "\n" : " ";
  }
  out += text.slice(at);
  const decoded = out.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal, hex, name) => {
      if (name) return entities[String(name).toLowerCase()] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
  return { text: decoded, markupChars: text.length - out.length };
}

const tagStart = /<\/?([a-zA-Z][a-zA-Z0-9-]{0,30})/y;

const blocks = new Set(
  "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 hr section article details summary".split(" "),
);

/** indexOf for calls whose start only grows: the last hit is kept, so all calls together read the text once. */
function forwardSearch(text: string, what: string): (from: number) => number {
  let last = -2;
  return (from) => {
    if (last === -1 || last >= from) return last;
    last = text.indexOf(what, from);
    return last;
  };
}
