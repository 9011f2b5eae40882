// Runs in the reader's browser, inlined in the report: turns a static picture into the interactive figure on request.

interface Plotly {
  newPlot(element: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
}

const lent = globalThis as unknown as { Plotly?: Plotly };

/** plotly lies inert in the page until the first figure is started. */
function startPlotly(): Plotly {
  if (!lent.Plotly) {
    const script = document.createElement("script");
    script.textContent = document.getElementById("plotly")!.textContent;
    document.head.append(script);
  }
  return lent.Plotly!;
}

const modebar = { color: "#57606a", activecolor: "#0040d7", bgcolor: "transparent" };

for (const button of document.querySelectorAll<HTMLButtonElement>("button.explore")) {
  const figure = button.closest("figure")!;
  const picture = figure.querySelector<HTMLElement>(".plate img")!;
  const live = figure.querySelector<HTMLElement>(".live")!;
  let drawn = false;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const start = live.hidden;
    live.hidden = !start;
    picture.hidden = start;
    button.setAttribute("aria-pressed", String(start));
    if (!start || drawn) return;
    drawn = true;
    const { data, layout } = JSON.parse(figure.querySelector(".drawing")!.textContent!);
    await startPlotly().newPlot(live, data, { ...layout, modebar }, { responsive: true, displaylogo: false });
    figure.dataset.live = "";
  });
}
