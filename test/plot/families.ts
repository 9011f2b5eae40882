import {
  barFigure,
  boxFigure,
  ccdfFigure,
  type Figure,
  heatMapFigure,
  hourOfWeekFigure,
  intervalFigure,
  lineFigure,
  lorenzFigure,
  mosaicFigure,
  networkFigure,
  type Provenance,
  scatterFigure,
  smallMultiplesFigure,
  survivalFigure,
  upsetFigure,
} from "../../src/plot/index.js";
import { lorenz, random, valueCounts } from "../../src/stats/index.js";

export const simulated: Provenance = { snapshot: "example", asOf: new Date("2024-07-11"), simulated: true };
export const real: Provenance = { ...simulated, simulated: false };

const months = Array.from({ length: 28 }, (_, i) => new Date(Date.UTC(2022, 2 + i, 1)));
const grown = months.map((_, i) => 3000 * 1.1 ** i);
const tasks = [
  "text-generation",
  "text-classification",
  "reinforcement-learning",
  "automatic-speech-recognition",
  "text-to-image",
  "<img src=x onerror=alert(1)>",
];
const libraries = ["transformers", "diffusers", "stable-baselines3", "peft", "sentence-transformers"];
const amounts = () => {
  const chance = random(7);
  return Array.from({ length: 20_000 }, () => Math.floor(chance.next() ** -0.9) - 1);
};
const month = { title: "month of creation", scale: "date" } as const;
const count = { n: 20_000, of: "models" };

/** One invented figure a family, drawn from the given provenance. */
export const families: Record<string, (provenance: Provenance) => Figure> = {
  line: (provenance) =>
    lineFigure(
      {
        ...count,
        name: "growth",
        title:
          "The Hub doubles every 7.3 months, and exponential growth predicts the held-out months better than logistic",
        x: month,
        y: { title: "models created a month" },
        series: [
          { name: "observed", x: months, y: grown.map((v, i) => v * (1 + 0.1 * Math.sin(i))), points: true },
          {
            name: "exponential fit",
            dashed: true,
            x: months,
            y: grown,
            low: grown.map((v) => 0.9 * v),
            high: grown.map((v) => 1.15 * v),
          },
        ],
        regions: [{ from: "2024-02-01", to: "2024-06-01", label: "held out" }],
        marks: [{ at: "2023-11-14", label: "study date" }],
      },
      provenance,
    ),
  logLine: (provenance) =>
    lineFigure(
      {
        ...count,
        name: "growth-log",
        title: "Six tasks grow at six rates",
        x: month,
        y: { title: "models created a month", scale: "log" },
        series: tasks.map((name, k) => ({
          name,
          x: months,
          y: grown.map((v, i) => (k === 5 && i < 3 ? 0 : v * 2 ** -k * 1.02 ** (k * i))),
        })),
      },
      provenance,
    ),
  loneLine: (provenance) =>
    lineFigure(
      {
        ...count,
        name: "declared",
        title: "A title as wide as the picture, with one line and its ribbon below it, no legend",
        x: month,
        y: { title: "share of models", scale: "share" },
        series: [
          {
            name: "declares a base",
            x: months,
            y: months.map((_, i) => i / 100),
            low: months.map((_, i) => i / 110),
            high: months.map((_, i) => i / 90),
          },
        ],
      },
      provenance,
    ),
  area: (provenance) =>
    lineFigure(
      {
        ...count,
        name: "domain-shares",
        title: "Language models keep half of the Hub",
        x: month,
        y: { title: "share of models created in the month", scale: "share", range: [0, 1] },
        stacked: true,
        series: ["natural language processing", "computer vision", "audio", "unknown"].map((name, k) => ({
          name,
          x: months,
          y: months.map((_, i) => [0.5, 0.2 + i / 200, 0.1 - i / 400, 0.2 - i / 400][k]!),
          muted: name === "unknown",
        })),
      },
      provenance,
    ),
  ranking: (provenance) =>
    barFigure(
      {
        ...count,
        name: "tasks",
        title: "Text generation leads",
        category: "pipeline tag",
        categories: [
          ...tasks,
          "=cmd|' /C calc'!A0",
          "a task with a name so long that nobody would ever want to read all of it",
          "\u202egnp.exe",
        ],
        value: { title: "models" },
        series: [{ name: "models", values: [112_345, 40_321, 30_000, 20_100, 15_000, 9_000, 800, 20, null] }],
      },
      provenance,
    ),
  groupedBar: (provenance) =>
    barFigure(
      {
        ...count,
        name: "kinds-by-stage",
        title: "Corrective commits become more common as a model matures",
        category: "stage",
        categories: ["first third", "second third", "last third"],
        value: { title: "share of commits", scale: "share" },
        upright: true,
        series: ["corrective", "perfective", "adaptive"].map((name, k) => {
          const values = [0.1 + 0.05 * k, 0.15 + 0.05 * k, 0.3 - 0.05 * k];
          return { name, values, low: values.map((v) => v - 0.03), high: values.map((v) => v + 0.04) };
        }),
      },
      provenance,
    ),
  stackedBar: (provenance) =>
    barFigure(
      {
        ...count,
        name: "licences",
        title: "Most models of most domains name no licence",
        category: "domain",
        categories: ["natural language processing", "computer vision", "audio", "multimodal"],
        value: { title: "share of the domain's models", scale: "share" },
        stacked: true,
        series: [
          { name: "apache-2.0", values: [0.3, 0.2, 0.25, 0.35] },
          { name: "mit", values: [0.1, 0.15, 0.05, 0.03] },
          { name: "none", values: [0.6, 0.65, 0.7, 0.62], muted: true },
        ],
      },
      provenance,
    ),
  uprightMany: (provenance) =>
    barFigure(
      {
        ...count,
        name: "languages",
        title: "English leads by far",
        category: "language",
        categories: Array.from({ length: 24 }, (_, i) => `language number ${i + 1}`),
        value: { title: "models" },
        upright: true,
        series: [
          { name: "models", values: Array.from({ length: 24 }, (_, i) => Math.round(9000 / (i + 1))) },
        ],
      },
      provenance,
    ),
  scatter: (provenance) => {
    const chance = random(3);
    const x = Array.from({ length: 20_000 }, () => Math.floor(Math.exp(2 + 2 * chance.normal())));
    return scatterFigure(
      {
        ...count,
        name: "likes-downloads",
        title: "Downloads follow likes, loosely",
        x: { title: "likes", scale: "log" },
        y: { title: "downloads in 30 days", scale: "log" },
        groups: [
          { name: "models", x, y: x.map((v) => Math.floor(v ** 1.2 * Math.exp(1.5 * chance.normal()))) },
          { name: "named", x: [40, 3000], y: [90_000, 200], labels: ["org/model<b>", "a/b"] },
        ],
        lines: [{ name: "power law, exponent 1.2", x: [1, 30_000], y: [1, 30_000 ** 1.2], dashed: true }],
      },
      provenance,
    );
  },
  lorenz: (provenance) => {
    const curve = lorenz(amounts(), { points: 1000 })!;
    return lorenzFigure(
      {
        ...count,
        name: "likes-lorenz",
        title: "One model in a hundred holds most likes",
        population: "models",
        amount: "likes",
        curves: [{ name: "likes", ...curve, gini: 0.912 }],
      },
      provenance,
    );
  },
  ccdf: (provenance) =>
    ccdfFigure(
      {
        ...count,
        name: "likes-ccdf",
        title: "The tail of likes bends below a power law",
        value: { title: "likes" },
        population: "models",
        series: [{ name: "likes", ...valueCounts(amounts()) }],
        fits: [
          { name: "power law", x: [1, 10_000], y: [0.5, 0.5 * 10_000 ** -1.1] },
          { name: "lognormal", x: [1, 10, 100, 1000, 5000], y: [0.5, 0.08, 0.006, 0.0002, 0.00001] },
        ],
      },
      provenance,
    ),
  heatMap: (provenance) =>
    heatMapFigure(
      {
        ...count,
        name: "task-library",
        title: "Tasks keep to their libraries",
        row: "pipeline tag",
        column: "library",
        rows: tasks,
        columns: libraries,
        values: tasks.map((_, r) =>
          libraries.map((_l, c) => (r === 2 && c === 3 ? null : 12 * Math.sin(r * 2 + c * 3))),
        ),
        value: "standardised residual",
        colours: "diverging",
      },
      provenance,
    ),
  shareMap: (provenance) =>
    heatMapFigure(
      {
        ...count,
        name: "retention",
        title: "Half of newcomers never publish again",
        row: "first quarter",
        column: "quarters since",
        rows: Array.from({ length: 8 }, (_, i) => `2022 Q${i}`),
        columns: Array.from({ length: 8 }, (_, i) => String(i)),
        values: Array.from({ length: 8 }, (_, r) =>
          Array.from({ length: 8 }, (_c, c) => (c > 7 - r ? null : 0.5 ** c)),
        ),
        value: "share of owners",
        scale: "share",
      },
      provenance,
    ),
  mosaic: (provenance) =>
    mosaicFigure(
      {
        ...count,
        name: "task-library-mosaic",
        title: "Transformers serves language",
        row: "domain",
        column: "library",
        rows: ["natural language processing", "computer vision", "audio"],
        columns: libraries,
        counts: [
          [900, 20, 5, 150, 90],
          [150, 300, 4, 20, 2],
          [100, 5, 60, 10, 1],
        ],
        residuals: [
          [5, -14, -8, 3, 4],
          [-9, 16, -5, -3, -4],
          [-2, -4, 14, -1, null],
        ],
      },
      provenance,
    ),
  interval: (provenance) =>
    intervalFigure(
      {
        ...count,
        name: "effects",
        title: "Card length goes with being maintained, licence does not",
        category: "attribute",
        value: { title: "odds ratio of being maintained", scale: "log" },
        reference: { at: 1, label: "no association" },
        estimates: [
          {
            label: "card length (doubled)",
            value: 1.6,
            low: 1.4,
            high: 1.9,
            group: "adjusted",
            published: 1.5,
          },
          { label: "names a licence", value: 1.05, low: 0.8, high: 1.3, group: "adjusted", published: 2.4 },
          { label: "likes (doubled)", value: 2.8, low: 2.2, high: 3.5, group: "unadjusted" },
          { label: "reports carbon", value: null, group: "unadjusted" },
        ],
      },
      provenance,
    ),
  box: (provenance) =>
    boxFigure(
      {
        ...count,
        name: "intervals-by-stage",
        title: "Commits become rarer with age",
        category: "stage",
        value: { title: "time between commits (hours)", scale: "log" },
        note: "Whiskers reach from the 5th to the 95th percentile",
        groups: ["first third", "second third", "last third"].map((label, k) => ({
          label,
          low: 0,
          q1: 1 * (k + 1),
          median: 10 * (k + 1),
          q3: 80 * (k + 1),
          high: 900 * (k + 1),
          n: 4000 + k,
        })),
      },
      provenance,
    ),
  smallMultiples: (provenance) =>
    smallMultiplesFigure(
      {
        ...count,
        name: "domains-by-month",
        title: "Every domain grows, audio slowest",
        x: month,
        y: { title: "models created a month", scale: "log" },
        panels: [
          "natural language processing",
          "computer vision",
          "audio",
          "multimodal",
          "tabular",
          "graph",
          "other",
        ].map((title, k) => ({
          title,
          series: [
            { name: "observed", x: months, y: grown.map((v) => v / (k + 1)) },
            { name: "fit", x: months, y: grown.map((v) => (v / (k + 1)) * 1.2), dashed: true },
          ],
        })),
      },
      provenance,
    ),
  upset: (provenance) =>
    upsetFigure(
      {
        ...count,
        name: "framework-combinations",
        title: "Most models offer PyTorch alone",
        sets: ["pytorch", "safetensors", "tensorboard", "jax", "onnx"].map((name, i) => ({
          name,
          size: 9000 / (i + 1),
        })),
        combinations: [
          { sets: ["pytorch"], count: 6000 },
          { sets: ["pytorch", "safetensors"], count: 4200 },
          { sets: ["safetensors"], count: 3100 },
          { sets: [], count: 2500 },
          { sets: ["pytorch", "tensorboard"], count: 1300 },
          { sets: ["pytorch", "jax", "onnx"], count: 300 },
          { sets: ["pytorch", "jax"], count: 120 },
        ],
      },
      provenance,
    ),
  network: (provenance) => {
    const chance = random(11);
    const nodes = Array.from({ length: 160 }, (_, i) => {
      const group = i % 8;
      return {
        id: i === 0 ? "owner-<script>" : `owner-${i}`,
        x: 4 * Math.cos(group * 0.8) + chance.normal(),
        y: 4 * Math.sin(group * 0.8) + chance.normal(),
        size: Math.floor(400 / (i + 1)) + 1,
        group: `group ${group + 1}`,
      };
    });
    const edges = Array.from({ length: 500 }, () => {
      const from = chance.int(160);
      return {
        from: nodes[from]!.id,
        to: nodes[(from + 8 * (1 + chance.int(19))) % 160]!.id,
        weight: chance.exponential(),
      };
    });
    return networkFigure(
      {
        ...count,
        name: "owner-groups",
        title: "Owners gather around what they fine-tune",
        nodes,
        edges,
        sizeOf: "models",
        linkedBy: "the same base model",
      },
      provenance,
    );
  },
  hourOfWeek: (provenance) =>
    hourOfWeekFigure(
      {
        ...count,
        name: "commit-hours",
        title: "Commits keep European and American office hours",
        value: "commits",
        counts: Array.from({ length: 7 }, (_, day) =>
          Array.from({ length: 24 }, (_h, hour) =>
            Math.round((day < 5 ? 100 : 40) * (1.2 + Math.sin((hour - 8) / 4))),
          ),
        ),
      },
      provenance,
    ),
  survival: (provenance) =>
    survivalFigure(
      {
        ...count,
        name: "survival",
        title: "Work on half of all models stops within a month",
        time: { title: "time since the first commit (days)" },
        survivors: "models still worked on",
        curves: ["natural language processing", "audio"].map((name, k) => {
          const times = Array.from({ length: 30 }, (_, i) => i * 12);
          const survival = times.map((t) => Math.exp(-t / (60 + 60 * k)));
          return {
            name,
            times,
            survival,
            low: survival.map((v) => v * 0.93),
            high: survival.map((v) => Math.min(1, v * 1.07)),
            atRisk: [0, 100, 200, 300].map((time) => ({
              time,
              n: Math.round(5000 * Math.exp(-time / (60 + 60 * k))),
            })),
          };
        }),
      },
      provenance,
    ),
};
