export interface NamedSize {
  /** Parameters that the name states. For experts ("8x7B") their number times the size of each: an upper bound. */
  readonly parameters: number;
  /** Experts of a mixture; null where the name states none. */
  readonly experts: number | null;
}

const pattern = /(?<![a-z0-9.])(?:(\d{1,3})x)?(\d{1,4}(?:\.\d{1,3})?)([bm])(?![a-z0-9])/i;
const factors: Readonly<Record<string, number>> = { b: 1e9, m: 1e6 };
/** A model of fewer or more is not known, so "0.5m" and "9000b" are something else. */
const least = 1e6;
const most = 5e12;

/**
 * The size that a model's name states: "Mistral-7B-v0.1" 7e9, "opt-350m" 3.5e8, "Mixtral-8x7B" 5.6e10 with 8 experts.
 * The first that stands alone between separators counts; "4bit" and "v2b3" are no sizes. Null where there is none.
 */
export function modelSize(name: string): NamedSize | null {
  const found = pattern.exec(name.replaceAll("_", "-"));
  if (!found) return null;
  const [, experts, size, unit] = found;
  const parameters = Number(size) * factors[unit!.toLowerCase()]! * Number(experts ?? 1);
  if (!(parameters >= least && parameters <= most)) return null;
  return { parameters, experts: experts === undefined ? null : Number(experts) };
}
