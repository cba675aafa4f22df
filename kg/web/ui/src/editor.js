// The SPARQL editor: completion of our terms and prefixes, answers as a table, errors where they are.
import Yasqe from "@zazuko/yasqe";
import { termCompleter } from "./terms.js";
import { address, data, element, fill, root } from "./page.js";
import { sortable } from "./tables.js";

const known = data("editor-data");
const words = data("editor-words");
const form = document.getElementById("editor");
const area = form.querySelector("[data-editor]");
const plain = area.querySelector("textarea");
const head = document.querySelector("[data-answer-head]");
const answer = document.querySelector("[data-answer]");
const part = (name) => form.querySelector(`[data-${name}]`);
const MOST = 2000;

Yasqe.registerAutocompleter(termCompleter(known), false);
Yasqe.defaults.autocompleters = ["variables", "terms"]; // its own ask servers elsewhere
plain.hidden = true;
plain.removeAttribute("name");
const yasqe = new Yasqe(area, {
  value: plain.value,
  prefixCcApi: null,
  showQueryButton: false,
  createShareableLink: null,
  consumeShareLink: null,
  persistenceId: null,
  resizeable: true,
  editorHeight: `${Math.min(30, Math.max(14, plain.value.split("\n").length + 2)) * 1.5}em`,
  lineWrapping: true,
  extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, Tab: false, "Shift-Tab": false },
});
yasqe.getInputField().setAttribute("aria-label", plain.getAttribute("aria-label"));
// the mark at a wrong line says in plain text what is wrong
const setGutterMarker = yasqe.setGutterMarker.bind(yasqe);
yasqe.setGutterMarker = (line, gutter, mark) => {
  if (mark) {
    mark.onmouseover = mark.onmouseout = null;
    const { state } = yasqe.getTokenAt({ line, ch: yasqe.getDoc().getLine(line).length });
    mark.title = state.errorMsg ?? (state.possibleCurrent ?? []).slice(0, 12).join("  ");
  }
  return setGutterMarker(line, gutter, mark);
};
declare();
yasqe.checkSyntax();

const examples = part("examples");
examples.disabled = false;
examples.addEventListener("change", () => {
  const chosen = known.examples.find((example) => example.name === examples.value);
  if (!chosen) return;
  yasqe.setValue(chosen.text);
  yasqe.focus();
});
part("format").hidden = false;
part("format").addEventListener("click", () => yasqe.autoformat());

let running = null;
part("stop").addEventListener("click", () => running?.abort());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
show(new URLSearchParams(location.search).get("query") ?? "");

/** Our prefixes need not be declared for the server; here they are, so that the editor knows them and the query runs anywhere. */
function declare() {
  const declared = yasqe.getPrefixesFromQuery();
  const used = new Set([...yasqe.getValue().matchAll(/(?<![\w<#/:])([a-zA-Z][\w-]*):(?=[a-zA-Z])/g)].map((match) => match[1]));
  const missing = Object.entries(known.prefixes).filter(([prefix]) => used.has(prefix) && !(prefix in declared));
  if (missing.length) yasqe.addPrefixes(Object.fromEntries(missing));
}

/** The links that carry the query: to this page, and to its answer as a file. */
function show(query) {
  if (!query) return;
  const link = part("permalink");
  link.href = `${form.action}?${new URLSearchParams({ query })}`;
  link.hidden = false;
  for (const format of form.querySelectorAll("[data-format-link]")) {
    format.href = `${form.dataset.endpoint}?${new URLSearchParams({ query, format: format.dataset.formatLink })}`;
    format.hidden = false;
  }
}

async function run() {
  declare();
  const query = yasqe.getValue();
  running?.abort();
  const mine = (running = new AbortController());
  unmark();
  head.textContent = words.running;
  answer.replaceChildren();
  part("stop").hidden = false;
  if (query.length < 6000) history.replaceState(null, "", `?${new URLSearchParams({ query })}`);
  show(query);
  try {
    const reply = await fetch(form.dataset.endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.8" },
      body: query,
      signal: mine.signal,
    });
    if (!reply.ok) failed(await reply.text());
    else if ((reply.headers.get("Content-Type") ?? "").includes("json")) table(await reply.json());
    else graph(await reply.text());
  } catch (error) {
    if (running !== mine) return;
    head.textContent = error.name === "AbortError" ? words.stopped : words.offline;
  } finally {
    if (running === mine) part("stop").hidden = true;
  }
}

let marked = null;
function unmark() {
  marked?.clear();
  marked = null;
}

/** What went wrong; where the server names a line and column, the editor goes there. */
function failed(text) {
  head.textContent = words.error;
  const where = /line (\d+),? (?:near )?column (\d+)/i.exec(text) ?? /(?:^|\D)(\d+):(\d+)(?!\d)/.exec(text);
  const box = element("pre", { class: "message", role: "alert" }, text.trim());
  answer.replaceChildren(box);
  if (!where) return;
  const [line, column] = [Number(where[1]), Number(where[2])];
  const go = () => {
    yasqe.getDoc().setCursor(line - 1, column - 1);
    yasqe.focus();
  };
  answer.append(element("p", {}, element("button", { type: "button", class: "plainly", onclick: go }, fill(words.place, { line, column }))));
  marked = yasqe.getDoc().markText({ line: line - 1, ch: Math.max(0, column - 1) }, { line: line - 1, ch: column + 2 }, { className: "wrong" });
}

function graph(text) {
  head.textContent = words.graph;
  answer.replaceChildren(element("pre", { tabindex: "0" }, text));
}

function table(result) {
  if ("boolean" in result) {
    head.textContent = result.boolean ? words.yes : words.no;
    return;
  }
  const columns = result.head.vars;
  const rows = result.results.bindings;
  head.textContent = rows.length > MOST ? fill(words.shown, { shown: MOST, total: rows.length }) : fill(words.rows, { total: rows.length.toLocaleString("en") });
  if (!rows.length) return answer.replaceChildren(element("p", { class: "empty" }, words.nothing));
  const made = element(
    "table",
    { class: "data" },
    element("caption", { class: "visually-hidden" }, words.answer),
    element("thead", {}, element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column)))),
    element("tbody", {}, ...rows.slice(0, MOST).map((row) => element("tr", {}, ...columns.map((column) => cell(row[column]))))),
  );
  sortable(made);
  answer.replaceChildren(element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.answer }, made));
}

/** One value; an IRI of ours leads to its page, others stay text but for web addresses. */
function cell(term) {
  if (!term) return element("td");
  if (term.type === "triple") return element("td", { class: "long" }, element("code", {}, JSON.stringify(term.value)));
  const long = term.value.length > 40;
  if (term.type !== "uri") return element("td", { class: long ? "long" : false, lang: term["xml:lang"] ?? "zh", title: term.datatype ?? term["xml:lang"] ?? false }, term.value);
  const href = page(term.value);
  return element("td", { class: long ? "long" : false }, href ? element("a", { href }, shorten(term.value)) : shorten(term.value));
}

function page(iri) {
  if (!iri.startsWith(known.base)) return /^https?:/.test(iri) ? iri : null;
  const [path, part] = iri.slice(known.base.length).split("#");
  return address(`/${encodeURI(decodeURI(path))}${/^(id|doc)\//.test(path) ? ".html" : ""}${part ? `#${part}` : ""}`);
}

function shorten(iri) {
  for (const [prefix, start] of Object.entries(known.prefixes)) if (iri.startsWith(start) && /^[\w-]*$/.test(iri.slice(start.length))) return `${prefix}:${iri.slice(start.length)}`;
  return iri.startsWith(known.base) ? iri.slice(known.base.length) : iri;
}
