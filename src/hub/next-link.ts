/**
 * The next page that a Link header names, on the hub's own origin: a mirror may pass on the links of the Hub that it
 * mirrors. Null where there is none.
 */
export function nextLink(header: string | undefined, base: string, hub: URL): string | null {
  for (const [, target, parameters] of (header ?? "").matchAll(/<([^<>]*)>([^,<]*)/g)) {
    if (!/;\s*rel="?next"?/i.test(parameters!) || !URL.canParse(target!, base)) continue;
    const { pathname, search } = new URL(target!, base);
    return `${hub.origin}${pathname}${search}`;
  }
  return null;
}
