// The drawing of a network: colours and shapes by kind, sizes by weight, filters, search, download. What is told of a node or an edge is the page's.
import cytoscape from "cytoscape";
import { arrange } from "./layout.js";
import { namePlan } from "./names.js";
import { element, glyph, hue } from "./page.js";

const KINDS = ["Agency", "Organization", "Place", "Programme", "Product", "Document", "Event", "Person", "Indicator", "Other"];
const SHAPES = {
  Agency: "rectangle", Organization: "pentagon", Place: "triangle", Programme: "diamond", Product: "hexagon",
  Document: "cut-rectangle", Event: "star", Person: "ellipse", Indicator: "rhomboid", Other: "ellipse",
};
cytoscape.warnings(false);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// cytoscape adds a style element unless something has this id; the rules it wants are in app.css
document.head.append(element("meta", { id: "__________cytoscape_stylesheet" }));

/**
 * Draws a network on a stage. `words` name kinds and say what to do; `tell(drawing)` gives what the side shows:
 * `{ node(id), edge(edge), idle() }`, each a list of elements. `places` are where nodes stand already, by id.
 */
export function draw(stage, network, { words, tell, places }) {
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
    style: sheet(network.edges.length),
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
    cy.fit(cy.elements(":visible"), 48);
    if (cy.zoom() > 1.3) cy.zoom({ level: 1.3, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  const stand = (some) => {
    cy.batch(() => some.forEach(({ id, x, y }) => cy.getElementById(id).position({ x, y })));
    fit();
  };
  if (places) {
    stand(places);
    names();
  } else {
    arrange(network.nodes.map((node) => ({ id: node.id, size: size(node) })), edges, { still, moved: (some) => !cy.destroyed() && stand(some), done: () => !cy.destroyed() && names() });
  }

  // Filters: what the sliders and the legend leave
  const filter = { weight: 1, since: -Infinity, until: Infinity, hidden: new Set(), node: () => true, edge: () => true };
  const seen = (id) => !filter.hidden.has(hue(nodes.get(id).kind)) && filter.node(nodes.get(id));
  const apply = () => {
    cy.batch(() => {
      cy.edges().forEach((line) => {
        const edge = edges[line.data("n")];
        const first = year(edge.first);
        const last = year(edge.last || edge.first);
        const timely = !first || (last >= filter.since && first <= filter.until);
        const shown = edge.weight >= filter.weight && timely && filter.edge(edge) && seen(edge.source) && seen(edge.target);
        line.style("display", shown ? "element" : "none");
      });
      cy.nodes().forEach((node) => {
        const shown = seen(node.id()) && (lonely.has(node.id()) || node.connectedEdges().some((line) => line.style("display") === "element"));
        node.style("display", shown ? "element" : "none");
      });
    });
    names();
  };

  const lonely = new Set(network.nodes.map((node) => node.id));
  for (const { source, target } of edges) for (const id of [source, target]) lonely.delete(id);
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

  // What the side shows
  const side = part("side");
  const show = (...elements) => {
    side.replaceChildren(...elements);
    side.scrollTop = 0;
  };
  const choose = (chosen, near) => {
    cy.elements().removeClass("chosen near").addClass("far");
    chosen.removeClass("far").addClass("chosen");
    near.removeClass("far").addClass("near");
  };
  const select = (id, move) => {
    const node = cy.getElementById(id);
    if (node.empty()) return;
    choose(node, node.neighborhood());
    if (move) cy.animate({ center: { eles: node }, zoom: Math.max(cy.zoom(), 1) }, { duration: still ? 0 : 300, complete: names });
    show(...told.node(id));
    names();
  };
  const selectEdge = (edge) => {
    const line = cy.getElementById(`edge ${edges.indexOf(edge)}`);
    choose(line, line.connectedNodes());
    show(...told.edge(edge));
    names();
  };
  const clear = () => {
    cy.elements().removeClass("chosen near far");
    show(...told.idle());
    names();
  };
  const resize = (weigh) => {
    const most = Math.max(1e-12, ...network.nodes.map(weigh));
    cy.batch(() =>
      cy.nodes().forEach((node) => {
        const weight = Math.max(0, weigh(nodes.get(node.id())));
        node.data("size", 12 + 26 * Math.sqrt(weight / most)).scratch("weight", weight);
      }),
    );
    names.anew();
  };
  const drawing = { cy, nodes, edges, filter, apply, select, clear, show, resize, names };
  const told = tell(drawing);
  drawing.told = told;

  cy.on("tap", "node", (event) => select(event.target.id(), false));
  cy.on("tap", "edge", (event) => selectEdge(edges[event.target.data("n")]));
  cy.on("tap", (event) => {
    if (!stage.classList.contains("big")) cy.userZoomingEnabled(true);
    if (event.target === cy) clear();
  });
  cy.on("dbltap", "node", (event) => told.open?.(nodes.get(event.target.id())));
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
  list?.append(...network.nodes.slice(0, 2000).map((node) => element("option", { value: node.label })));
  let sought = "";
  const seek = () => {
    const text = (sought = find.value.trim());
    const hit = text && (network.nodes.find((node) => node.label === text) ?? network.nodes.find((node) => node.label.includes(text)));
    if (hit) select(hit.id, true);
  };
  // a name was picked from the list; leaving the field after Enter is no new search
  if (list) find.addEventListener("change", () => find.value.trim() !== sought && seek());
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
    if (cy.destroyed()) return;
    cy.style(sheet(network.edges.length));
    names();
  });
  addEventListener("resize", () => cy.destroyed() || cy.resize());
  stage.drawing = cy; // for those who look from the console, and for tests
  return drawing;
}

const year = (day) => Number((day || "").slice(0, 4)) || 0;
const cut = (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The look of nodes and edges in the colours that the page has now; straight edges where there are many, faint ones where very many. */
function sheet(count) {
  const many = count > 400;
  const opacity = count > 5000 ? 0.07 : count > 2000 ? 0.2 : 0.32;
  const [ink, quiet, paper, line] = ["--ink", "--ink-2", "--sheet", "--line"].map(colour);
  return [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "border-width": 1.5, "border-color": paper, "overlay-opacity": 0 } },
    ...KINDS.map((kind) => ({ selector: `node[kind = "${kind}"]`, style: { "background-color": colour(`--k-${kind}`), shape: SHAPES[kind] } })),
    { selector: 'node[kind = "Document"]', style: { "corner-radius": (node) => node.data("size") * 0.22 } },
    { selector: "edge", style: { width: "data(width)", "line-color": quiet, "line-opacity": opacity, "curve-style": many ? "haystack" : "bezier", "overlay-opacity": 0 } },
    ...(many ? [] : [{ selector: "edge[?directed]", style: { "target-arrow-shape": "triangle", "target-arrow-color": quiet, "arrow-scale": 0.8 } }]),
    {
      selector: "node.named, node.hovered, node.chosen",
      style: {
        label: "data(name)", color: ink, "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": paper, "text-outline-width": 2, "font-size": 12, "z-index": (node) => node.data("depth") ?? 5,
        "font-family": '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      },
    },
    { selector: "node.far", style: { opacity: 0.25 } },
    { selector: "edge.far", style: { "line-opacity": 0.08 } },
    { selector: "edge.near, edge.chosen, edge.hovered", style: { "line-opacity": 0.85, "line-color": ink } },
    { selector: "node.chosen, node.hovered", style: { "border-color": ink, "border-width": 2.5, "z-index": 9999 } },
    { selector: "edge.chosen", style: { "line-opacity": 1 } },
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-color": line, "selection-box-opacity": 0 } },
  ];
}
