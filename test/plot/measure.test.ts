import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisLayout } from "../../src/plot/axis.js";
import { categoryAxis, labelEvery } from "../../src/plot/category-axis.js";
import { textWidth } from "../../src/plot/font-metrics.js";
import { plainLine, plotlyLabel, wrapText } from "../../src/plot/label-text.js";
import { thinSeries } from "../../src/plot/line-figure.js";
import { simplifyLine } from "../../src/plot/simplify-line.js";
import { thinPoints } from "../../src/plot/thin-points.js";

it("textWidth is the sum of the font's advance widths", () => {
  // Adobe's Helvetica AFM: H 722, u 556, b 556 of 1000.
  expect(textWidth("Hub", 10)).toBeCloseTo(18.34, 6);
  expect(textWidth("", 10)).toBe(0);
  expect(textWidth("模型", 10)).toBe(20);
});

describe("wrapText", () => {
  it("keeps every letter in order and every line within the width", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 40, max: 400 }), (text, width) => {
        const lines = wrapText(text, width, 13);
        expect(lines.join("").replaceAll(" ", "")).toBe(plainLine(text).replaceAll(" ", ""));
        for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("plainLine", () => {
  it("cuts by letters, not within one", () => expect(plainLine("🤗🤗🤗🤗", 3)).toBe("🤗🤗…"));
  it("keeps joined emoji and shows lone surrogates", () => {
    expect(plainLine("👩‍🚀 ok")).toBe("👩‍🚀 ok");
    expect(plainLine("a\ud800b")).toBe("a\ufffdb");
  });
  it("is one line without hidden characters, at most as long as asked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        const line = plainLine(text, most);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is tested
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect([...line].length).toBeLessThanOrEqual(most);
      }),
    );
  });
  it("escapes for plotly what would be markup", () => {
    expect(plotlyLabel('<a href="x">&')).toBe('&lt;a href="x"&gt;&amp;');
  });
});

describe("simplifyLine", () => {
  it("drops points on a straight line and keeps a corner", () => {
    const x = Array.from({ length: 101 }, (_, i) => i);
    expect(
      simplifyLine(
        x,
        x.map((v) => Math.abs(v - 40)),
        10,
      ),
    ).toEqual([0, 40, 100]);
  });
  it("keeps first and last, in order, within the limit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 300 }),
        (y) => {
          const kept = simplifyLine(
            y.map((_, i) => i),
            y,
            20,
          );
          expect(kept[0]).toBe(0);
          expect(kept.at(-1)).toBe(y.length - 1);
          expect(kept).toEqual([...kept].sort((a, b) => a - b));
          expect(kept.length).toBeLessThanOrEqual(Math.max(20, 2));
        },
      ),
    );
  });
});

describe("thinPoints", () => {
  it("stands for every point and keeps the outlier", () => {
    const x = Array.from({ length: 5000 }, (_, i) => (i === 4321 ? 100 : (i * 7919) % 13));
    const y = Array.from({ length: 5000 }, (_, i) => (i === 4321 ? 100 : (i * 104729) % 11));
    const thinned = thinPoints(x, y, 200);
    expect(thinned.length).toBeLessThanOrEqual(200);
    expect(thinned.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
    expect(thinned).toContainEqual({ index: 4321, count: 1 });
  });
  it("leaves few points alone", () => expect(thinPoints([1, 1], [2, 2], 5)).toHaveLength(2));
});

describe("log axes", () => {
  const ticks = (low: number, high: number) =>
    axisLayout({ title: "likes", scale: "log" }, [low, high]) as {
      ticktext: string[];
      tickvals: number[];
      range: number[];
    };
  it.each([
    [1, 1_000_000],
    [0.7, 4],
    [1e-6, 1],
    [5, 5],
    [3, 300],
  ])("from %s to %s have 2 to 12 labelled ticks within the range", (low, high) => {
    const { tickvals, ticktext, range } = ticks(low, high);
    expect(ticktext.length).toBeGreaterThanOrEqual(low === high ? 1 : 2);
    expect(ticktext.length).toBeLessThanOrEqual(12);
    expect(new Set(ticktext).size).toBe(ticktext.length);
    for (const tick of tickvals) {
      expect(Math.log10(tick)).toBeGreaterThanOrEqual(range[0]! - 1e-9);
      expect(Math.log10(tick)).toBeLessThanOrEqual(range[1]! + 1e-9);
    }
  });
  it("say so in their title", () => {
    expect(axisLayout({ title: "likes", scale: "log" }, [1, 9]).title).toMatchObject({
      text: "likes (log scale)",
    });
  });
});

describe("long series", () => {
  const x = Array.from({ length: 5000 }, (_, i) => i);
  const axis = { title: "t" };
  it("are drawn by the places that keep their shape, their intervals with them", () => {
    const y = x.map((at) => Math.sin(at / 400));
    const thinned = thinSeries(
      { name: "s", x, y, low: y.map((v) => v - 1), high: y.map((v) => v + 1) },
      axis,
      axis,
    );
    expect(thinned.x.length).toBeLessThan(700);
    for (const [i, at] of (thinned.x as number[]).entries()) {
      expect(thinned.y[i]).toBe(y[at]);
      expect(thinned.low![i]).toBe(y[at]! - 1);
    }
  });
  it("of steps never leave the true step by more than a 200th of the range", () => {
    const y = x.map((at) => Math.exp(-at / 900));
    const thinned = thinSeries({ name: "s", x, y }, axis, axis, true);
    expect(thinned.x.length).toBeLessThan(400);
    let kept = 0;
    for (const at of x) {
      while (kept + 1 < thinned.x.length && (thinned.x[kept + 1] as number) <= at) kept++;
      expect(Math.abs(thinned.y[kept]! - y[at]!)).toBeLessThan((y[0]! - y[4999]!) / 200);
    }
  });
  it("with gaps stay whole", () => {
    const series = { name: "s", x, y: x.map((at) => (at === 9 ? null : at)) };
    expect(thinSeries(series, axis, axis)).toBe(series);
  });
});

describe("many categories", () => {
  it("share labels where there is no room for one each, and lose no place", () => {
    expect(labelEvery(30)).toBe(1);
    expect(labelEvery(5)).toBe(3);
    const labels = Array.from({ length: 9 }, (_, i) => `c${i}`);
    expect(categoryAxis(labels, { every: 4 })).toMatchObject({
      tickvals: [0, 4, 8],
      ticktext: ["c0", "c4", "c8"],
      range: [-0.55, 8.55],
    });
  });
  it("that read alike or like dates stay apart", () => {
    expect(categoryAxis(["2024-01", "2024-01", "x"])).toMatchObject({ type: "linear", tickvals: [0, 1, 2] });
  });
});
