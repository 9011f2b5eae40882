import { type BootstrapEstimate, type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.js";
import { mean } from "./mean.js";
import type { Numbers } from "./numbers.js";
import { random } from "./random.js";

/**
 * How many times as large the mean of one sample is as that of another, with a bootstrap interval in which each sample is
 * drawn anew (percentile). Null where a sample is empty or the other mean is 0. Where values are heavy-tailed, as the sizes
 * of models are, the interval is a lower bound on the uncertainty.
 */
export function meanRatio(
  values: Numbers,
  against: Numbers,
  options: Omit<BootstrapOptions, "method">,
): BootstrapEstimate | null {
  const ratio = (above: number | null, below: number | null) =>
    above === null || below === null || below === 0 ? null : above / below;
  const value = ratio(mean(values), mean(against));
  if (value === null) return null;
  const source = random(options.seed);
  const drawMean = (sample: Numbers) => {
    let sum = 0;
    for (let i = 0; i < sample.length; i++) sum += sample[source.int(sample.length)]!;
    return sum / sample.length;
  };
  return bootstrapInterval(
    value,
    values.length + against.length,
    () => ratio(drawMean(values), drawMean(against)),
    () => [],
    { ...options, method: "percentile" },
  );
}
