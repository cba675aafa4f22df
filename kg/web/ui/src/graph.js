// The networks on the pages of the server: what the side tells of a node or an edge, with links to their pages.
import { draw } from "./drawing.js";
import { address, data, element, fill, glyph, hue, root } from "./page.js";

const words = data("drawing-words") ?? {};
const lang = document.body.dataset.lang;

function tell({ nodes, edges, select }) {
  const link = (node) => (node.href ? element("a", { href: address(node.href), class: `thing k-${hue(node.kind)}`, lang: "zh" }, glyph(node.kind), node.label) : element("span", { lang: "zh" }, node.label));
  const period = (edge) => (edge.first && edge.last && edge.first !== edge.last ? `${edge.first} – ${edge.last}` : edge.first || edge.last || words.undated);
  const kindOf = (edge) => edge.label?.[lang] ?? words.edges[edge.kind] ?? edge.kind;
  const count = (edge) => fill(edge.weight === 1 ? words.document : words.documents, { n: edge.weight });
  const papers = (edge) => element("ul", { class: "plain small" }, ...edge.documents.map((paper) => element("li", {}, element("a", { href: address(paper.href), lang: "zh" }, paper.title))));

  const node = (id) => {
    const chosen = nodes.get(id);
    const mine = edges.filter((edge) => edge.source === id || edge.target === id).sort((one, other) => other.weight - one.weight);
    return [
      element("h3", {}, link(chosen)),
      element("p", { class: "quiet small" }, `${words.kinds[hue(chosen.kind)]} · ${fill(words.connections, { n: mine.length })}`),
      element("p", { class: "actions" }, chosen.href ? element("a", { href: address(chosen.href) }, words.page) : null, element("a", { href: `${root}/network?view=around&around=${encodeURIComponent(id)}` }, words.center)),
      element(
        "ul",
        { class: "plain" },
        ...mine.slice(0, 60).map((edge) => {
          const other = nodes.get(edge.source === id ? edge.target : edge.source);
          const arrow = edge.directed ? (edge.source === id ? "→ " : "← ") : "";
          return element(
            "li",
            {},
            element("button", { type: "button", class: "text", lang: "zh", onclick: () => select(other.id, true) }, glyph(other.kind), other.label),
            element("details", {}, element("summary", {}, `${arrow}${kindOf(edge)} · ${count(edge)} · ${period(edge)}`), papers(edge)),
          );
        }),
      ),
    ];
  };
  const edge = (line) => [
    element("h3", {}, link(nodes.get(line.source))),
    element("p", { class: "quiet small" }, `${line.directed ? "↓ " : ""}${kindOf(line)} · ${count(line)} · ${period(line)}`),
    element("h3", {}, link(nodes.get(line.target))),
    papers(line),
  ];
  const idle = () => [element("p", { class: "quiet" }, words.hint)];
  const open = ({ href }) => href && location.assign(address(href));
  return { node, edge, idle, open };
}

for (const stage of document.querySelectorAll("[data-drawing]")) draw(stage, data(stage.dataset.drawing), { words, tell });
