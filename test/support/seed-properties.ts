/**
 * Property tests draw the same cases in every run, so that a failure comes with the change that made it.
 * PROPERTY_SEED=NUMBER draws others, PROPERTY_SEED=random others each time.
 */
import fc from "fast-check";

const wanted = process.env.PROPERTY_SEED ?? "20240711";
if (wanted !== "random") {
  const seed = Number(wanted);
  if (!Number.isInteger(seed))
    throw new Error(`PROPERTY_SEED is ${wanted}. Give a whole number or "random".`);
  fc.configureGlobal({ seed });
}
