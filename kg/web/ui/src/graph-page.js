// The page of a network that is opened from disk: the drawing, and beside it the documents and sentences that it rests on.
import { draw } from "./drawing.js";
import { data, element, fill, glyph, hue } from "./page.js";
import { WORDS } from "./page-words.js";

const SVG = "http://www.w3.org/2000/svg";
const GLYPHS = {
  Agency: "M1 1h8v8H1z", Organization: "M5 .3 9.8 3.9 8 9.6H2L.2 3.9z", Place: "M5 .6 9.8 9.2H.2z", Programme: "M5 0 10 5 5 10 0 5z", Product: "M2.6.8h4.8L9.8 5 7.4 9.2H2.6L.2 5z",
  Document: "M1.8.2h4.4l2.2 2.2v7.4H1.8z", Event: "m5 .1 1.5 3.2 3.5.4-2.6 2.4.7 3.5L5 7.9 1.9 9.6l.7-3.5L0 3.7l3.5-.4z", Person: "M5 .5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z",
  Indicator: "M2.4.8H10L7.6 9.2H0z", Other: "M5 1.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z",
};
const CLAIMED = new Set(["jointIssuance", "leads", "citation"]);
const HITS = 60;
const ROWS = 80;
const told = data("network");
const licenceTexts = data("licences");
const papers = told.papers;
const network = {
  nodes: told.nodes,
  edges: told.edges.map((edge) => ({ ...edge, kind: edge.kind ?? "", source: told.nodes[edge.source].id, target: told.nodes[edge.target].id })),
};
const byWeight = [...network.nodes].sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1));
const levels = Object.keys(WORDS.zh.levels).filter((level) => network.nodes.some((node) => node.level === level));
const relations = [...new Set(network.edges.map((edge) => edge.kind))].filter(Boolean).sort();
const measures = [...new Set(network.nodes.flatMap((node) => Object.entries(node.measures ?? {}).filter(([, value]) => typeof value === "number").map(([name]) => name)))].sort();
const quoted = network.edges.some((one) => one.papers?.some((paper) => paper.length > 1));
let lang = (navigator.language ?? "zh").startsWith("zh") ? "zh" : "en";
let current;

function sprite() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "sprite");
  svg.setAttribute("width", 0);
  svg.setAttribute("height", 0);
  svg.setAttribute("aria-hidden", "true");
  for (const [kind, path] of Object.entries(GLYPHS)) {
    const symbol = svg.appendChild(document.createElementNS(SVG, "symbol"));
    symbol.id = `k-${kind}`;
    symbol.setAttribute("viewBox", "0 0 10 10");
    symbol.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", path);
  }
  return svg;
}

const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const number = (value) => value.toLocaleString("en");
const round = (value) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value);

/** The page in the language of the moment; nodes stay where they stand. */
function render() {
  const words = WORDS[lang];
  const places = current?.cy.nodes().map((node) => ({ id: node.id(), ...node.position() }));
  current?.cy.destroy();
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.body.dataset.lang = lang;
  const counts = { nodes: number(network.nodes.length), edges: number(network.edges.length) };
  const theme = element("button", { type: "button", class: "tool" }, isDark() ? words.light : words.dark);
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    theme.textContent = isDark() ? words.light : words.dark;
    document.dispatchEvent(new Event("themechange"));
  });
  const language = element("button", { type: "button", class: "tool", lang: lang === "zh" ? "en" : "zh" }, words.other);
  language.addEventListener("click", () => {
    lang = lang === "zh" ? "en" : "zh";
    render();
    document.querySelector("[data-language]").focus();
  });
  language.dataset.language = "";
  const period = told.since || told.until ? ` · ${told.since ?? ""} – ${told.until ?? ""}` : "";
  const title = words.names[told.name] ?? told.name;
  document.title = title;
  const stage = element(
    "div", { class: "drawing big", "data-drawing": told.name },
    element(
      "div", { class: "drawing-bar" },
      element("label", { class: "find" }, `${words.find} `, element("input", { type: "search", "data-find": true, autocomplete: "off", placeholder: words.findHint })),
      element("label", {}, `${words.weight} `, element("input", { type: "range", "data-weight": true }), " ", element("output", { "data-weight-shown": true })),
      element(
        "span", { class: "period", "data-period": true, hidden: true }, element("label", {}, `${words.since} `, element("input", { type: "range", "data-since": true })), " ",
        element("label", {}, `${words.until} `, element("input", { type: "range", "data-until": true })), " ", element("output", { "data-period-shown": true }),
      ),
      choice("relation", relations.length > 1 ? relations : [], (kind) => words.edges[kind] ?? kind),
      choice("level", levels.length > 1 ? levels : [], (level) => words.levels[level]),
      measures.length ? choice("size", measures, (name) => words.measureNames[name] ?? name, words.strength) : null,
      element(
        "span", { class: "drawing-tools" }, element("button", { type: "button", "data-in": true, "aria-label": words.in }, "+"), " ",
        element("button", { type: "button", "data-out": true, "aria-label": words.out }, "−"), " ", element("button", { type: "button", "data-fit": true }, words.fit), " ",
        element("button", { type: "button", "data-png": true }, "PNG"),
      ),
    ),
    element(
      "div", { class: "drawing-stage" },
      element("div", { class: "canvas", "data-canvas": true, role: "img", "aria-label": fill(words.aria, counts) }),
      element("aside", { class: "drawing-side", "data-side": true, "aria-live": "polite", "aria-label": words.side, tabindex: "0" }),
    ),
    element("ul", { class: "legend", "data-legend": true, "aria-label": words.legend }),
  );
  const licences = element("details", { class: "licences" }, element("summary", {}, words.licences), element("pre", {}, licenceTexts));
  document.body.className = "alone";
  document.body.replaceChildren(
    sprite(),
    element("header", { class: "head" }, element("h1", { lang: "zh" }, title), element("p", { class: "quiet" }, fill(words.counts, counts) + period), element("div", { class: "top-tools" }, language, theme)),
    element("main", {}, stage),
    element("footer", { class: "foot quiet small" }, element("span", {}, words.made), licences),
  );
  current = draw(stage, network, { words, places, tell: (drawing) => tell(drawing, words) });
  listen(stage, words);
  current.show(...current.told.idle());

  function choice(name, values, label, first = words.all) {
    if (!values.length) return null;
    const select = element("select", { [`data-${name}`]: true }, element("option", { value: "" }, first), ...values.map((value) => element("option", { value }, label(value))));
    return element("label", {}, `${words[name]} `, select);
  }
}

/** What narrows the drawing beyond what every drawing has: a search as one types, level, relation, and the measure that sizes nodes. */
function listen(stage, words) {
  const { filter, apply, resize } = current;
  const on = (name, deed) => stage.querySelector(`[data-${name}]`)?.addEventListener("change", (event) => deed(event.target.value));
  on("relation", (kind) => {
    filter.edge = (edge) => !kind || edge.kind === kind;
    apply();
  });
  on("level", (level) => {
    filter.node = (node) => !level || node.level === level;
    apply();
  });
  on("size", (name) => resize((node) => (name ? Number(node.measures?.[name] ?? 0) : node.weight)));
  const find = stage.querySelector("[data-find]");
  find.addEventListener("input", () => {
    const text = find.value.trim().toLowerCase();
    if (!text) return current.clear();
    const hits = byWeight.filter((node) => node.label.toLowerCase().includes(text));
    current.cy.elements().removeClass("chosen near").addClass("far");
    current.cy.batch(() => hits.slice(0, 400).forEach((node) => current.cy.getElementById(node.id).removeClass("far").addClass("near")));
    current.names();
    return current.show(hits.length ? current.told.list(hits) : element("p", { class: "quiet" }, words.nothing));
  });
}

function tell(drawing, words) {
  const { nodes, edges } = drawing;
  const of = new Map(network.nodes.map((node) => [node.id, []]));
  for (const edge of edges) for (const id of new Set([edge.source, edge.target])) of.get(id).push(edge);
  for (const some of of.values()) some.sort((one, other) => other.weight - one.weight);
  const name = (node) => [glyph(node.kind), node.label];
  const button = (node) => element("button", { type: "button", class: "text", lang: "zh", onclick: () => drawing.select(node.id, true) }, ...name(node));
  const period = (edge) => (edge.first && edge.last && edge.first !== edge.last ? `${edge.first} – ${edge.last}` : edge.first || edge.last || words.undated);
  const relation = (edge) => words.edges[edge.kind] ?? edge.kind;
  const line = (edge) => [relation(edge), fill(edge.weight === 1 ? words.document : words.documents, { n: edge.weight }), period(edge)].filter(Boolean).join(" · ");
  const count = (node) => element("span", { class: "count" }, ` ${number(node.weight)}`);

  const list = (some) =>
    element(
      "div", {},
      element("ul", { class: "plain hits" }, ...some.slice(0, HITS).map((node) => element("li", {}, button(node), count(node)))),
      some.length > HITS ? element("p", { class: "quiet small" }, fill(words.moreHits, { n: some.length - HITS })) : "",
    );

  /** A sentence with what it is told for marked. */
  function sentence([text, ...marks]) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of marks) {
      pieces.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    return element("blockquote", { lang: "zh" }, ...pieces, text.slice(at));
  }

  function evidence(edge) {
    const many = edge.papers ?? [];
    return [
      element(
        "ul", { class: "plain papers" },
        ...many.map(([n, ...quotes]) => {
          const { title, day, address } = papers[n];
          const head = element(
            "figcaption", {}, day ? element("time", {}, day) : "",
            address ? element("a", { href: address, rel: "noreferrer noopener", target: "_blank", title: words.source, lang: "zh" }, title) : element("span", { class: "title", lang: "zh" }, title),
          );
          const quiet = CLAIMED.has(edge.kind) && quoted && !quotes.length ? element("p", { class: "quiet small" }, words.unheard) : "";
          return element("li", {}, element("figure", {}, head, ...quotes.map(sentence), quiet));
        }),
      ),
      edge.more ? element("p", { class: "quiet small" }, fill(words.more, { n: edge.more })) : "",
    ];
  }

  const back = () => element("p", { class: "actions" }, element("button", { type: "button", class: "text", onclick: () => drawing.clear() }, `← ${words.back}`));

  function node(id) {
    const chosen = nodes.get(id);
    const mine = of.get(id);
    const facts = [words.kinds[hue(chosen.kind)], words.levels[chosen.level] ?? chosen.level, chosen.day, fill(words.connections, { n: mine.length })].filter(Boolean).join(" · ");
    const measured = Object.entries(chosen.measures ?? {});
    return [
      back(),
      element("h2", { lang: "zh", class: `k-${hue(chosen.kind)}` }, ...name(chosen)),
      element("p", { class: "quiet small" }, facts),
      measured.length
        ? element("details", { class: "measures" }, element("summary", {}, words.measures), element("dl", {}, ...measured.map(([key, value]) => element("div", {}, element("dt", {}, words.measureNames[key] ?? key), element("dd", {}, String(round(value)))))))
        : "",
      element(
        "ul", { class: "plain" },
        ...mine.slice(0, ROWS).map((edge) => {
          const other = nodes.get(edge.source === id ? edge.target : edge.source);
          const arrow = edge.directed ? (edge.source === id ? "→ " : "← ") : "";
          const details = element("details", {}, element("summary", {}, arrow + line(edge)));
          details.addEventListener("toggle", () => details.children.length === 1 && details.append(...evidence(edge)), { once: true });
          return element("li", {}, button(other), edge.papers?.length ? details : element("p", { class: "quiet small" }, arrow + line(edge)));
        }),
      ),
      mine.length > ROWS ? element("p", { class: "quiet small" }, fill(words.moreHits, { n: mine.length - ROWS })) : "",
    ];
  }

  const edge = (one) => [
    back(),
    element("h2", { lang: "zh" }, button(nodes.get(one.source))),
    element("p", { class: "quiet small" }, (one.directed ? "↓ " : "") + line(one)),
    element("h2", { lang: "zh" }, button(nodes.get(one.target))),
    ...evidence(one),
  ];
  const idle = () => [element("p", { class: "quiet" }, words.hint), element("h2", {}, words.weightiest), list(byWeight.slice(0, HITS))];
  return { node, edge, idle, list };
}

render();
