import { describe, expect, it } from "vitest";
import { ink, muted, palette } from "../../src/plot/theme.js";

type Triple = [number, number, number];

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Triple;

const times = (matrix: number[][], v: number[]) =>
  matrix.map((row) => row.reduce((sum, m, i) => sum + m * v[i]!, 0)) as Triple;

// sRGB to XYZ (D65), IEC 61966-2-1.
const toXyz = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];

// Machado, Oliveira and Fernandes 2009, IEEE TVCG 15:6, severity 1.0, on linear RGB.
const sights: Record<string, number[][]> = {
  "full colour vision": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function lab(rgb: Triple): Triple {
  const xyz = times(
    toXyz,
    rgb.map((part) => Math.min(1, Math.max(0, part))),
  );
  const [x, y, z] = xyz.map((part, i) => {
    const t = part / [0.95047, 1, 1.08883][i]!;
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
  }) as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const contrastToWhite = (hex: string) => 1.05 / (times(toXyz, linear(hex))[1] + 0.05);

describe("the palette", () => {
  it.each(Object.entries(sights))("stays apart under %s", (_, sight) => {
    const labs = palette.map((hex) => lab(times(sight, linear(hex))));
    for (let i = 0; i < labs.length; i++) {
      for (let j = 0; j < i; j++) {
        const distance = Math.hypot(...labs[i]!.map((part, k) => part - labs[j]![k]!));
        expect(distance, `${palette[i]} and ${palette[j]}`).toBeGreaterThan(20);
      }
    }
  });

  it("stands out from white by 3:1, text by 4.5:1", () => {
    // WCAG's own example pair: #767676 on white is 4.54:1.
    expect(contrastToWhite("#767676")).toBeCloseTo(4.54, 2);
    for (const hex of palette) expect(contrastToWhite(hex), hex).toBeGreaterThanOrEqual(3);
    for (const hex of [ink, muted]) expect(contrastToWhite(hex), hex).toBeGreaterThanOrEqual(4.5);
  });
});
