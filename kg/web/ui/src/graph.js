// The drawing of a network: colours and shapes by kind, sizes by weight, filters, search, details, download.
import cytoscape from "cytoscape";
import { arrange } from "./layout.js";
import { namePlan } from "./names.js";
import { address, data, element, fill, glyph, hue, root } from "./page.js";

const words = data("drawing-words") ?? {};
const lang = document.body.dataset.lang;
const KINDS = ["Agency", "Organization", "Place", "Programme", "Product", "Document", "Event", "Person", "Indicator", "Other"];
const SHAPES = {
  Agency: "rectangle", Organization: "pentagon", Place: "triangle", Programme: "diamond", Product: "hexagon",
  Document: "cut-rectangle", Event: "star", Person: "ellipse", Indicator: "rhomboid", Other: "ellipse",
};
cytoscape.warnings(false);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// cytoscape adds a style element unless something has this id; the rules it wants are in app.css
document.head.append(element("meta", { id: "__________cytoscape_stylesheet" }));

function draw(stage, network) {
  const part = (name) => stage.querySelector(`[data-${name}]`);
  stage.hidden = false;
  const heaviest = Math.max(1, ...network.nodes.map((node) => node.weight ?? 1));
  const thickest = Math.max(1, ...network.edges.map((edge) => edge.weight ?? 1));
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const edges = network.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  const size = (node) => 12 + 26 * Math.sqrt((node.weight ?? 1) / heaviest);

  const cy = cytoscape({
    container: part("canvas"),
    elements: [
      ...network.nodes.map((node) => ({ data: { id: node.id, name: cut(node.label), size: size(node), kind: hue(node.kind) } })),
      ...edges.map((edge, n) => ({ data: { id: `edge ${n}`, n, source: edge.source, target: edge.target, width: 1 + 5 * Math.sqrt((edge.weight - 1) / thickest), directed: edge.directed ?? false } })),
    ],
    style: sheet(network.edges.length > 400),
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    pixelRatio: network.nodes.length > 600 ? 1 : "auto",
    hideEdgesOnViewport: network.edges.length > 1500,
    boxSelectionEnabled: false,
    userZoomingEnabled: stage.classList.contains("big"),
  });
  cy.nodes().forEach((node) => node.scratch("weight", nodes.get(node.id()).weight ?? 1));

  const names = namePlan(cy);
  const fit = () => {
    cy.fit(cy.elements(":visible"), 36);
    if (cy.zoom() > 1.3) cy.zoom({ level: 1.3, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  arrange(network.nodes.map((node) => ({ id: node.id, size: size(node) })), edges, {
    still,
    moved: (places) => {
      cy.batch(() => places.forEach(({ id, x, y }) => cy.getElementById(id).position({ x, y })));
      fit();
    },
    done: names,
  });

  // Filters: what the sliders and the legend leave
  const filter = { weight: 1, since: -Infinity, until: Infinity, hidden: new Set() };
  const apply = () => {
    cy.batch(() => {
      cy.edges().forEach((line) => {
        const edge = edges[line.data("n")];
        const first = year(edge.first);
        const last = year(edge.last || edge.first);
        const timely = !first || (last >= filter.since && first <= filter.until);
        const shown = edge.weight >= filter.weight && timely && [edge.source, edge.target].every((id) => !filter.hidden.has(hue(nodes.get(id).kind)));
        line.style("display", shown ? "element" : "none");
      });
      cy.nodes().forEach((node) => {
        const shown = !filter.hidden.has(node.data("kind")) && node.connectedEdges().some((line) => line.style("display") === "element");
        node.style("display", shown ? "element" : "none");
      });
    });
    names();
  };

  const slider = part("weight");
  const thinnest = Math.min(thickest, ...edges.map((edge) => edge.weight));
  Object.assign(slider, { min: thinnest, max: thickest, value: thinnest, disabled: thickest === thinnest });
  part("weight-shown").textContent = thinnest;
  slider.addEventListener("input", () => {
    filter.weight = Number(slider.value);
    part("weight-shown").textContent = slider.value;
    apply();
  });

  const years = edges.flatMap((edge) => [year(edge.first), year(edge.last)]).filter(Boolean);
  const [early, late] = [Math.min(...years), Math.max(...years)];
  if (years.length && early < late) {
    const [since, until] = [part("since"), part("until")];
    for (const range of [since, until]) Object.assign(range, { min: early, max: late, step: 1 });
    [since.value, until.value] = [early, late];
    const change = (moved, other) => {
      if (Number(since.value) > Number(until.value)) other.value = moved.value;
      [filter.since, filter.until] = [Number(since.value), Number(until.value)];
      part("period-shown").textContent = `${since.value}–${until.value}`;
      apply();
    };
    since.addEventListener("input", () => change(since, until));
    until.addEventListener("input", () => change(until, since));
    part("period-shown").textContent = `${early}–${late}`;
    part("period").hidden = false;
  }

  const counts = new Map();
  for (const node of network.nodes) counts.set(hue(node.kind), (counts.get(hue(node.kind)) ?? 0) + 1);
  for (const kind of KINDS.filter((name) => counts.has(name))) {
    const button = element("button", { type: "button", "aria-pressed": "true" }, glyph(kind), `${words.kinds[kind]} ${counts.get(kind)}`);
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!shown));
      filter.hidden[shown ? "add" : "delete"](kind);
      apply();
    });
    part("legend").append(element("li", {}, button));
  }

  // Details
  const side = part("side");
  const select = (id, move) => {
    const node = cy.getElementById(id);
    if (node.empty()) return;
    cy.elements().removeClass("chosen near").addClass("far");
    node.removeClass("far").addClass("chosen");
    node.neighborhood().removeClass("far").addClass("near");
    if (move) cy.animate({ center: { eles: node }, zoom: Math.max(cy.zoom(), 1) }, { duration: still ? 0 : 300, complete: names });
    side.replaceChildren(...nodeDetails(id));
    side.scrollTop = 0;
    names();
  };
  const clear = () => {
    cy.elements().removeClass("chosen near far");
    side.replaceChildren(element("p", { class: "quiet" }, words.hint));
    names();
  };
  const link = (node) => (node.href ? element("a", { href: address(node.href), class: `thing k-${hue(node.kind)}`, lang: "zh" }, glyph(node.kind), node.label) : element("span", { lang: "zh" }, node.label));
  const period = (edge) => (edge.first && edge.last && edge.first !== edge.last ? `${edge.first} – ${edge.last}` : edge.first || edge.last || words.undated);
  const kindOf = (edge) => edge.label?.[lang] ?? words.edges[edge.kind] ?? edge.kind;
  const count = (edge) => fill(edge.weight === 1 ? words.document : words.documents, { n: edge.weight });
  const papers = (edge) => element("ul", { class: "plain small" }, ...edge.documents.map((paper) => element("li", {}, element("a", { href: address(paper.href), lang: "zh" }, paper.title))));

  function nodeDetails(id) {
    const node = nodes.get(id);
    const mine = edges.filter((edge) => edge.source === id || edge.target === id).sort((one, other) => other.weight - one.weight);
    return [
      element("h3", {}, link(node)),
      element("p", { class: "quiet small" }, `${words.kinds[hue(node.kind)]} · ${fill(words.connections, { n: mine.length })}`),
      element("p", { class: "actions" }, node.href ? element("a", { href: address(node.href) }, words.page) : null, element("a", { href: `${root}/network?view=around&around=${encodeURIComponent(id)}` }, words.center)),
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
  }
  function edgeDetails(edge) {
    return [
      element("h3", {}, link(nodes.get(edge.source))),
      element("p", { class: "quiet small" }, `${edge.directed ? "↓ " : ""}${kindOf(edge)} · ${count(edge)} · ${period(edge)}`),
      element("h3", {}, link(nodes.get(edge.target))),
      papers(edge),
    ];
  }

  cy.on("tap", "node", (event) => select(event.target.id(), false));
  cy.on("tap", "edge", (event) => {
    cy.elements().removeClass("chosen near").addClass("far");
    event.target.removeClass("far").addClass("chosen");
    event.target.connectedNodes().removeClass("far").addClass("near");
    side.replaceChildren(...edgeDetails(edges[event.target.data("n")]));
    names();
  });
  cy.on("tap", (event) => {
    if (!stage.classList.contains("big")) cy.userZoomingEnabled(true);
    if (event.target === cy) clear();
  });
  cy.on("dbltap", "node", (event) => {
    const { href } = nodes.get(event.target.id());
    if (href) location.assign(address(href));
  });
  cy.on("mouseover", "node, edge", (event) => {
    event.target.addClass("hovered");
    part("canvas").classList.add("pointing");
  });
  cy.on("mouseout", "node, edge", (event) => {
    event.target.removeClass("hovered");
    part("canvas").classList.remove("pointing");
  });

  // Search, zoom, picture
  const find = part("find");
  const list = stage.querySelector("datalist");
  list.append(...network.nodes.slice(0, 2000).map((node) => element("option", { value: node.label })));
  const seek = () => {
    const text = find.value.trim();
    const hit = text && (network.nodes.find((node) => node.label === text) ?? network.nodes.find((node) => node.label.includes(text)));
    if (hit) select(hit.id, true);
  };
  find.addEventListener("change", seek);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    seek();
  });
  part("fit").addEventListener("click", fit);
  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  part("in").addEventListener("click", () => zoom(1.4));
  part("out").addEventListener("click", () => zoom(1 / 1.4));
  part("png").addEventListener("click", async () => {
    const picture = await cy.png({ output: "blob-promise", full: true, scale: 2, bg: colour("--sheet"), maxWidth: 8000, maxHeight: 8000 });
    const where = URL.createObjectURL(picture);
    element("a", { href: where, download: `${stage.dataset.drawing}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(where), 10000);
  });
  document.addEventListener("themechange", () => {
    cy.style(sheet(network.edges.length > 400));
    names();
  });
  addEventListener("resize", () => cy.resize());
  stage.drawing = cy; // for those who look from the console, and for tests
}

const year = (day) => Number((day || "").slice(0, 4)) || 0;
const cut = (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The look of nodes and edges in the colours that the page has now; straight edges where there are very many. */
function sheet(many) {
  const [ink, quiet, paper, line] = ["--ink", "--ink-2", "--sheet", "--line"].map(colour);
  return [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "border-width": 1.5, "border-color": paper, "overlay-opacity": 0 } },
    ...KINDS.map((kind) => ({ selector: `node[kind = "${kind}"]`, style: { "background-color": colour(`--k-${kind}`), shape: SHAPES[kind] } })),
    { selector: "edge", style: { width: "data(width)", "line-color": quiet, "line-opacity": 0.32, "curve-style": many ? "haystack" : "bezier", "overlay-opacity": 0 } },
    ...(many ? [] : [{ selector: "edge[?directed]", style: { "target-arrow-shape": "triangle", "target-arrow-color": quiet, "arrow-scale": 0.8 } }]),
    {
      selector: "node.named, node.hovered, node.chosen",
      style: {
        label: "data(name)", color: ink, "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": paper, "text-outline-width": 2, "font-size": 12, "z-index": 5,
        "font-family": '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      },
    },
    { selector: "node.far", style: { opacity: 0.25 } },
    { selector: "edge.far", style: { "line-opacity": 0.08 } },
    { selector: "edge.near, edge.chosen, edge.hovered", style: { "line-opacity": 0.85, "line-color": ink } },
    { selector: "node.chosen, node.hovered", style: { "border-color": ink, "border-width": 2.5, "z-index": 10 } },
    { selector: "edge.chosen", style: { "line-opacity": 1 } },
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-color": line, "selection-box-opacity": 0 } },
  ];
}

for (const stage of document.querySelectorAll("[data-drawing]")) draw(stage, data(stage.dataset.drawing));
