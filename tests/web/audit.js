// What is wrong with a page for those who read it by ear, by keyboard or with tired eyes, as a list of sentences.
() => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const told = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const note = (what, elements) => elements.forEach((element) => wrong.push(`${what}: ${told(element)}`));
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
  const named = (element) =>
    (element.getAttribute("aria-label") ?? "").trim() ||
    (element.getAttribute("aria-labelledby") ?? "").split(" ").some((id) => document.getElementById(id)?.textContent.trim());

  if (!document.documentElement.lang) wrong.push("the page has no language");
  if (!document.title.trim()) wrong.push("the page has no title");
  for (const selector of ["h1", "main"]) if (all(selector).length !== 1) wrong.push(`the page has ${all(selector).length} ${selector}`);

  let above = 0;
  for (const head of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(head.tagName[1]);
    if (level > above + 1) note(`a heading of level ${level} comes after one of level ${above}`, [head]);
    if (!head.textContent.trim() && !head.closest("[aria-live]")) note("a heading is empty", [head]);
    above = level;
  }

  note("a field has no label", all("input:not([type=hidden]), select, textarea").filter((field) => seen(field) && !named(field) && ![...field.labels].some((label) => label.textContent.trim())));
  note("a button or link has no name", all("button, a[href], summary").filter((one) => seen(one) && !one.textContent.trim() && !named(one)));
  note("a picture has no alternative", all("img:not([alt])"));
  note("a drawing has no name", all("svg[role=img], [role=img], canvas[role=img]").filter((one) => !named(one)));
  note("a drawing is neither named nor hidden", all("svg:not([role=img]):not([aria-hidden=true])"));
  note("a head of a table has no scope", all("thead th:not([scope])"));
  note("a list has other children than items", all("ul > :not(li), ol > :not(li), dl > :not(div):not(dt):not(dd)"));
  note("something to click is within something to click", all("a a, a button, button a, button button, summary a, summary button, label a"));
  note("the order of tabs is forced", all("[tabindex]").filter((one) => one.tabIndex > 0));
  note("a region that scrolls has no name", all("[role=region]").filter((one) => !named(one)));

  const ids = new Set();
  for (const element of all("[id]")) {
    if (ids.has(element.id)) note("an id is there twice", [element]);
    ids.add(element.id);
  }
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "list", "headers"])
    for (const element of all(`[${name}]`)) if (!element.getAttribute(name).split(" ").every((id) => ids.has(id))) note(`${name} points to nothing`, [element]);
  note("a link leads to no place of its page", all('a[href^="#"]').filter((link) => link.hash && !ids.has(decodeURIComponent(link.hash.slice(1))) && seen(link)));

  // contrast: what a pixel of the ground and one of the ink come to, painted one over the other
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const painted = (colours) => {
    pen.fillStyle = "white";
    pen.fillRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((n) => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const known = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !seen(element) || element.closest("script, svg, canvas, [aria-hidden=true], :disabled, .visually-hidden, .skip, .CodeMirror, option")) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const grounds = [];
    for (let one = element; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
    const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    const key = [color, ...grounds].join("|");
    if (!known.has(key)) {
      const [dark, light] = [painted(grounds), painted([...grounds, color])].sort((one, other) => one - other);
      known.set(key, (light + 0.05) / (dark + 0.05));
    }
    if (known.get(key) < (large ? 3 : 4.5)) note(`a text has the contrast ${known.get(key).toFixed(2)}`, [element]);
  }
  return [...new Set(wrong)];
}
