// What the scripts of all pages share.
export const root = document.body.dataset.root ?? "";

/** The JSON that the server put into `<script type="application/json" id=…>`. */
export function data(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

/** An element with attributes and children; strings become text, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const ABOVE = {
  Country: "Place", Division: "Place", Zone: "Place", Region: "Place", Feature: "Place", GeographicalIndication: "Product",
  Announcement: "Document", Body: "Agency", Institution: "Organization", Actor: "Organization", Activity: "Programme",
};
const DRAWN = new Set(["Agency", "Organization", "Place", "Programme", "Product", "Document", "Event", "Person", "Indicator"]);

/** The kind whose colour and shape a kind has. */
export function hue(kind) {
  const above = ABOVE[kind] ?? kind;
  return DRAWN.has(above) ? above : "Other";
}

const SVG = "http://www.w3.org/2000/svg";

/** The little shape in front of a name. */
export function glyph(kind) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `glyph k-${hue(kind)}`);
  svg.setAttribute("width", "10");
  svg.setAttribute("height", "10");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#k-${hue(kind)}`);
  svg.append(use);
  return svg;
}

/** An address of the server with its prefix; a foreign one as it is. */
export const address = (href) => (href.includes("://") ? href : root + href);

/** A text with {name} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
