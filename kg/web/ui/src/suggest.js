// Name completion: a combobox after the ARIA pattern, over the server's /suggest.
import { address, element, fill, glyph, root } from "./page.js";

let counter = 0;

export function enhanceSuggestions(words) {
  for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input, words);
}

function combobox(input, words) {
  const id = `options-${++counter}`;
  const wrap = element("span", { class: "combo" });
  const list = element("ul", { class: "options", id, role: "listbox", hidden: true, "aria-label": input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent ?? "" });
  input.replaceWith(wrap);
  wrap.append(input, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" })) input.setAttribute(name, value);

  // where the form wants an IRI, the reader sees the name and a hidden field carries the IRI
  let sent = null;
  if ("iri" in input.dataset) {
    sent = element("input", { type: "hidden", name: input.name });
    sent.value = input.value;
    input.removeAttribute("name");
    input.value = input.dataset.iri || input.value;
    input.addEventListener("input", () => (sent.value = input.value.trim()));
    wrap.append(sent);
  }
  let found = [];
  let at = -1;
  let asked = "";
  let timer = 0;
  let running = null;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (n) => {
    at = n;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === n)));
    if (n < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[n].id);
    list.children[n].scrollIntoView({ block: "nearest" });
  };
  const choose = (thing) => {
    close();
    if ("go" in input.dataset) return location.assign(address(thing.href));
    input.value = thing.label;
    if (sent) sent.value = thing.iri;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  };
  const show = (lang) => {
    list.replaceChildren(
      ...found.map((thing, n) =>
        element(
          "li",
          { role: "option", id: `${id}-${n}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); choose(thing); }, onpointermove: () => at !== n && mark(n) },
          glyph(thing.kind),
          element("span", { lang: "zh" }, thing.label),
          element("span", { class: "about" }, `${thing.kindLabel?.[lang] ?? ""} · ${fill(thing.documents === 1 ? words.document : words.documents, { n: thing.documents })}`),
        ),
      ),
    );
    if (!found.length) list.append(element("li", { class: "none", role: "option", "aria-disabled": "true" }, words.none));
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const q = input.value.trim();
    if (q === asked && !list.hidden) return;
    asked = q;
    running?.abort();
    if (!q) return close();
    running = new AbortController();
    try {
      const query = new URLSearchParams({ q, kind: input.dataset.suggest, limit: "10" });
      const answer = await fetch(`${root}/suggest?${query}`, { signal: running.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      const things = await answer.json();
      if (document.activeElement !== input || input.value.trim() !== q) return;
      found = things;
      show(document.body.dataset.lang);
    } catch {
      // a newer question took its place, or the server is away: the form still works
    }
  };

  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        asked = "";
        ask();
      } else if (found.length) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length);
      }
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") close();
  });
}
