import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { type Figure, lineFigure, mimeBundle, palette, toSvg } from "../../src/plot/index.js";
import { families, real, simulated } from "./families.js";

/** A strict XML parser: anything that is not well-formed throws. */
function parse(svg: string): Document {
  return new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;
}

const textsOf = (document: Document) =>
  [...document.querySelectorAll("text")].map(
    (text) =>
      [...text.querySelectorAll("tspan.line, tspan[x]")].map((line) => line.textContent).join(" ") ||
      text.textContent!,
  );

describe.each(Object.entries(families))("the static picture of %s", (_, make) => {
  const figure = make(simulated);
  const svg = toSvg(figure);
  const document = parse(svg);
  const texts = textsOf(document);
  const shown = texts.join("\n");

  it("is one SVG image with a title and a description, under 150 kB", () => {
    expect(document.documentElement.localName).toBe("svg");
    expect(document.documentElement.getAttribute("role")).toBe("img");
    expect(document.querySelector("svg > title")!.textContent).toBe(figure.title);
    expect(document.querySelector("svg > desc")!.textContent).toBe(figure.caption);
    expect(svg.length).toBeLessThan(150_000);
  });

  it("shows the finding, the source line, the watermark and axis texts", () => {
    expect(shown.replace(/\s+/g, " ")).toContain(figure.title.slice(0, 40));
    expect(shown).toContain("n = 20,000 models; snapshot example (SIMULATED), as of 11 July 2024");
    expect(texts).toContain("SIMULATED");
    expect(figure.caption).toMatch(/SIMULATED data\.$/);
  });

  it("shows axis titles with ticks, log axes as such", () => {
    const axes = Object.entries(figure.layout).filter(([key]) => /^[xy]axis\d*$/.test(key));
    for (const [, axis] of axes as [string, Record<string, unknown>][]) {
      const title = (axis.title as { text: string } | undefined)?.text;
      if (title) expect(shown).toContain(title);
      if (axis.type === "log" && title) expect(title).toMatch(/\blog\b/);
    }
    if (!figure.name.startsWith("owner-groups")) {
      expect(texts.filter((text) => /\d|day/.test(text)).length).toBeGreaterThan(3);
    }
  });

  it("keeps every text inside the picture", () => {
    const [width, height] = ["width", "height"].map((name) =>
      Number(document.documentElement.getAttribute(name)),
    );
    for (const text of document.querySelectorAll("text")) {
      let [x, y] = [Number(text.getAttribute("x") ?? 0), Number(text.getAttribute("y") ?? 0)];
      for (let at: Element | null = text; at && at.localName !== "svg"; at = at.parentElement) {
        const [, dx, dy] =
          /^translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)/.exec(at.getAttribute("transform") ?? "") ?? [];
        [x, y] = [x + Number(dx ?? 0), y + Number(dy ?? 0)];
      }
      expect(x, text.textContent!).toBeGreaterThanOrEqual(0);
      expect(x, text.textContent!).toBeLessThanOrEqual(width!);
      expect(y, text.textContent!).toBeGreaterThanOrEqual(0);
      expect(y, text.textContent!).toBeLessThanOrEqual(height!);
    }
  });

  it("runs nothing, fetches nothing and refers only to itself", () => {
    for (const element of document.querySelectorAll("*")) {
      expect(["script", "foreignObject", "image", "a", "style", "iframe", "img"]).not.toContain(
        element.localName,
      );
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on/i);
        if (/href$/.test(name)) expect(value).toMatch(/^#/);
        for (const [, address] of value.matchAll(/url\(["']?([^)"']*)/g)) {
          expect(address).toMatch(/^#/);
          expect(document.getElementById(address!.slice(1)), address).not.toBeNull();
        }
      }
    }
  });

  it("leaves the figure as it was and carries the numbers behind it", () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(JSON.parse(JSON.stringify(make(simulated))));
    expect(figure.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(figure)).not.toMatch(/NaN|Infinity/);
  });

  it("has no watermark where the data is real", () => {
    const own = make(real);
    expect(own.simulated).toBe(false);
    expect(JSON.stringify(own)).not.toContain("SIMULATED");
  });
});

it("gives the same bytes for the same figure, whatever was drawn before", () => {
  const [line, heatMap] = [families.line!(real), families.heatMap!(real)];
  const first = toSvg(line);
  toSvg(heatMap);
  expect(toSvg(line)).toBe(first);
  expect(toSvg(families.line!(real))).toBe(first);
});

it("names inside differ between figures, so that several fit in one page", () => {
  const ids = (figure: Figure) => [...toSvg(figure).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const [one, other] = [ids(families.line!(real)), ids(families.logLine!(real))];
  expect(one.length).toBeGreaterThan(0);
  expect(one.filter((id) => other.includes(id))).toEqual([]);
});

describe("untrusted labels", () => {
  const hostile = [
    "<img src=x onerror=alert(1)>",
    "<b>bold</b>",
    '<a href="javascript:alert(1)">click</a>',
    "</svg><script>alert(1)</script>",
    "&lt;i&gt; &amp; &#x3c;",
    "]]><!--",
  ];
  const figure = lineFigure(
    {
      name: "hostile",
      title: `Ids such as ${hostile[0]} stay text`,
      n: 2,
      of: "models<br>",
      x: { title: hostile[1]! },
      y: { title: hostile[2]! },
      series: hostile.map((name, i) => ({ name, x: [0, 1], y: [i, i + 1] })),
      marks: [{ at: 0.5, label: hostile[3]! }],
    },
    { ...real, snapshot: "<u>s</u>" },
  );

  it("are shown letter by letter", () => {
    const document = parse(toSvg(figure));
    const texts = textsOf(document);
    for (const label of hostile) expect(texts).toContain(label);
    expect(texts.join("\n")).toContain("snapshot <u>s</u>");
    expect(document.querySelectorAll("script, a, b, img, foreignObject")).toHaveLength(0);
    expect(
      [...document.querySelectorAll("tspan")].filter((span) => /bold/.test(span.getAttribute("style") ?? "")),
    ).toEqual([]);
  });

  it("cannot reorder or hide their neighbours", () => {
    const svg = toSvg(families.ranking!(real));
    expect(svg).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
    expect(svg).toContain("[U+202E]gnp.exe");
  });
});

it("quotes in a title as it was written", () => {
  const title = 'Cards on "speech" & "owner\'s" models rose';
  const svg = toSvg(
    lineFigure(
      {
        name: "quoted",
        title,
        n: 2,
        of: "models",
        x: { title: "x" },
        y: { title: "y" },
        series: [{ name: "a", x: [0, 1], y: [0, 1] }],
      },
      real,
    ),
  );
  expect(textsOf(parse(svg)).join(" ")).toContain(title);
});

it("draws at most six colours and says what to do beyond", () => {
  const seven = Array.from({ length: 7 }, (_, i) => ({ name: `s${i}`, x: [0, 1], y: [i, 1] }));
  const spec = { name: "seven", title: "Seven", n: 1, of: "models", x: { title: "x" }, y: { title: "y" } };
  expect(() => lineFigure({ ...spec, series: seven }, real)).toThrow(/at most 6.*other.*small multiples/);
  expect(() =>
    lineFigure({ ...spec, series: seven.map((s, i) => ({ ...s, muted: i === 6 })) }, real),
  ).not.toThrow();
  expect(palette).toHaveLength(6);
});

describe("bad input", () => {
  const spec = { name: "f", title: "T", n: 1, of: "models", x: { title: "x" }, y: { title: "y" } };
  it.each([
    [{ name: "../up" }, /file/],
    [{ title: " " }, /state the finding/],
    [{ n: Number.NaN }, /count/],
  ])("%j is refused", (wrong, message) => {
    expect(() => lineFigure({ ...spec, series: [], ...wrong }, real)).toThrow(message);
  });
  it("a series of unequal lengths is refused by name", () => {
    expect(() => lineFigure({ ...spec, series: [{ name: "ab", x: [1, 2], y: [1] }] }, real)).toThrow(
      /"ab".*2 places.*1 values/,
    );
  });
  it("no values, one value and values that are not numbers still draw", () => {
    const empty = lineFigure({ ...spec, n: 0, series: [{ name: "none", x: [], y: [] }] }, real);
    expect(parse(toSvg(empty)).querySelectorAll("text").length).toBeGreaterThan(3);
    const odd = lineFigure(
      {
        ...spec,
        y: { title: "y", scale: "log" },
        series: [{ name: "odd", x: [1, 2, 3, 4], y: [Number.NaN, null, 0, -2] }],
      },
      real,
    );
    expect(JSON.stringify(odd.data)).not.toMatch(/NaN/);
    expect(odd.caption).toContain("2 values at or below zero");
    expect(() => parse(toSvg(odd))).not.toThrow();
  });
});

it("mimeBundle holds the interactive figure, the picture, the numbers and their description", () => {
  const figure = families.ranking!(simulated);
  const bundle = mimeBundle(figure);
  expect(Object.keys(bundle)).toEqual([
    "application/vnd.plotly.v1+json",
    "image/svg+xml",
    "text/csv",
    "text/plain",
    "application/vnd.hub-evolution.figure+json",
  ]);
  expect(bundle["application/vnd.hub-evolution.figure+json"]).toEqual({
    name: figure.name,
    title: figure.title,
    caption: figure.caption,
    simulated: true,
  });
  expect(bundle["image/svg+xml"]).toBe(toSvg(figure));
  expect(JSON.parse(JSON.stringify(bundle["application/vnd.plotly.v1+json"]))).toHaveProperty("layout.title");
});

it("a figure made by hand cannot carry what XML cannot hold", () => {
  const figure = families.ranking!(real);
  const odd = { ...figure, title: "a\u0001b", layout: { ...figure.layout, title: { text: "c\u0002d" } } };
  expect(parse(toSvg(odd)).querySelector("title")!.textContent).toBe("a\ufffdb");
});

it("what cannot be drawn fails with the figure's name", () => {
  const loop: Record<string, unknown> = {};
  loop.loop = loop;
  expect(() => toSvg({ ...families.ranking!(real), data: [loop] })).toThrow(/figure tasks cannot be drawn/);
  expect(() => toSvg(families.ranking!(real))).not.toThrow();
});
