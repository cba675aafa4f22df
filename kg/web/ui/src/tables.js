// Tables that sort by a click on a head, numbers as numbers.
import { element } from "./page.js";

const order = new Intl.Collator("zh", { numeric: true });

export function enhanceTables(words) {
  for (const table of document.querySelectorAll("table[data-sort]")) sortable(table, words.sort);
}

export function sortable(table, hint) {
  const heads = [...table.querySelectorAll("thead th")];
  const body = table.tBodies[0];
  if (!body || body.rows.length < 2) return;
  heads.forEach((head, column) => {
    const button = element("button", { type: "button", title: hint });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].map((row) => [row.cells[column]?.textContent.trim() ?? "", row]);
      rows.sort(([one], [other]) => compare(one, other) * (up ? 1 : -1) || 0);
      body.append(...rows.map(([, row]) => row));
    });
  });
}

/** Numbers before words, empty cells last in ascending order. */
function compare(one, other) {
  if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1);
  const a = number(one);
  const b = number(other);
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return order.compare(one, other);
}

const number = (text) => (/^[-+]?[\d,]+(\.\d+)?([eE][-+]?\d+)?%?$/.test(text) ? Number(text.replace(/[,%]/g, "")) : NaN);
