// Runs in the reader's browser, inlined in the report: sorts and filters the ledger of claims.

const section = document.getElementById("ledger");
const table = section?.querySelector<HTMLTableElement>("table.claims");
const form = section?.querySelector<HTMLFormElement>("form.filters");
if (table && form) {
  const [body] = table.tBodies;
  const rows = [...body!.rows];
  const inOrder = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  /** Numbers before words, unknown last. */
  const compare = (a: HTMLElement, b: HTMLElement): number => {
    const rank = ({ dataset }: HTMLElement) =>
      dataset.sort === undefined ? 2 : dataset.number === undefined ? 1 : 0;
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    return rank(a) === 0
      ? Number(a.dataset.sort) - Number(b.dataset.sort)
      : inOrder.compare(a.dataset.sort ?? "", b.dataset.sort ?? "");
  };

  const heads = [...table.tHead!.rows[0]!.cells];
  for (const [column, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const known = (row: HTMLTableRowElement) => row.cells[column]!.dataset.sort !== undefined;
      // Unknown values stay last whichever way the rest is sorted; equal ones keep the ledger's order.
      const sorted = [
        ...rows
          .filter(known)
          .sort((a, b) => (falling ? -1 : 1) * compare(a.cells[column]!, b.cells[column]!)),
        ...rows.filter((row) => !known(row)),
      ];
      body!.append(...sorted);
    });
  }

  const fields = form.elements as unknown as Record<
    "text" | "verdict" | "paper",
    HTMLInputElement | HTMLSelectElement
  >;
  const shown = form.querySelector("output")!;
  const filter = () => {
    const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent!.toLowerCase();
      row.hidden = !(
        words.every((word) => text.includes(word)) &&
        (!fields.verdict.value || row.dataset.verdict === fields.verdict.value) &&
        (!fields.paper.value || row.dataset.paper === fields.paper.value)
      );
      if (!row.hidden) count += 1;
    }
    shown.textContent = `${count} of ${rows.length} claims`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button")!.addEventListener("click", () => {
    form.reset();
    filter();
  });
}
