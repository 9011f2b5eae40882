// Runs in the reader's browser, inlined in the report: what scrolls sideways can be reached and named by keyboard,
// what fits is no stop on the way.

const scrollers = document.querySelectorAll<HTMLElement>("[data-scroller]");

function settle(scroller: HTMLElement): void {
  const scrolls = scroller.scrollWidth > scroller.clientWidth;
  const attributes = { tabindex: "0", role: "region", "aria-label": scroller.dataset.scroller! };
  for (const [name, value] of Object.entries(attributes)) {
    if (scrolls) scroller.setAttribute(name, value);
    else scroller.removeAttribute(name);
  }
}

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) settle(target as HTMLElement);
});
for (const scroller of scrollers) observer.observe(scroller);
