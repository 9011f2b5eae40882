/** Most of a line that is kept, in UTF-16 code units: the classifier reads less, and a file without line ends must not fill memory. */
const lineCap = 8 * 1024 * 1024;

/**
 * Lines of a stream of bytes read as UTF-8 (bytes that are none become U+FFFD): split at \n or \r\n alone, because JSON
 * may hold the other line separators raw. The last line needs no line end; an empty stream has no lines. Of a longer line the first `maxChars` UTF-16 code units are kept.
 */
export async function* textLines(
  bytes: AsyncIterable<Uint8Array | string>,
  { maxChars = lineCap }: { readonly maxChars?: number } = {},
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const keep = (text: string) => {
    const kept = text.slice(0, Math.max(0, maxChars - length));
    if (kept) parts.push(kept);
    length += kept.length;
  };
  const take = () => {
    const line = parts.join("");
    parts = [];
    length = 0;
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  };
  let open = false;
  for await (const chunk of bytes) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
      keep(text.slice(from, at));
      yield take();
      from = at + 1;
      open = false;
    }
    if (from < text.length) {
      keep(text.slice(from));
      open = true;
    }
  }
  const tail = decoder.decode();
  if (tail) {
    keep(tail);
    open = true;
  }
  if (open) yield take();
}
