import { expect, it } from "vitest";
import { modelSize } from "../../src/text/index.js";

it.each([
  ["Zephyr-7B-v0.1", 7e9, null],
  ["zephyr_1.1b_chat", 1.1e9, null],
  ["zephyr-350m", 3.5e8, null],
  ["Zephyr-8x7B", 5.6e10, 8],
  ["zephyr-7b-to-13b", 7e9, null],
  ["70B", 7e10, null],
])("%s states %d parameters", (name, parameters, experts) =>
  expect(modelSize(name)).toEqual({ parameters, experts }),
);

it.each(["zephyr", "zephyr-4bit", "zephyr-b7", "zephyr-7bit", "v2b3", "zephyr-0.5m", "a7b", "9000b", ""])(
  "%s states no size",
  (name) => expect(modelSize(name)).toBeNull(),
);
