import { enhanceSuggestions } from "./suggest.js";
import { enhanceTables } from "./tables.js";
import { enhanceMentions } from "./mentions.js";
import { data } from "./page.js";

const words = data("words") ?? {};

/** The switch shows what it will switch to. */
function themeSwitch() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => (button.textContent = dark() ? button.dataset.light : button.dataset.dark);
  button.addEventListener("click", () => {
    const chosen = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    try {
      localStorage.setItem("theme", chosen);
    } catch {
      // it holds for this page only
    }
    show();
    document.dispatchEvent(new CustomEvent("themechange"));
  });
  system.addEventListener("change", () => {
    show();
    document.dispatchEvent(new CustomEvent("themechange"));
  });
  show();
  button.hidden = false;
}

function copyButtons() {
  if (!navigator.clipboard) return;
  const copy = async (button, text) => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    button.textContent = words.copied;
    setTimeout(() => (button.textContent = before), 1500);
  };
  for (const button of document.querySelectorAll("[data-copy], [data-copy-from]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button, button.dataset.copy ?? document.getElementById(button.dataset.copyFrom).textContent));
  }
  for (const link of document.querySelectorAll("[data-copy-link]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      copy(link, link.href);
    });
}

/** A field for a day gets the browser's picker, unless its value is no whole day. */
function days() {
  for (const input of document.querySelectorAll("[data-day]")) {
    if (/^(\d{4}-\d{2}-\d{2})?$/.test(input.value)) input.type = "date";
  }
}

/** Addresses that readers paste elsewhere are shown whole. */
function absolutes() {
  for (const code of document.querySelectorAll("[data-absolute]")) code.textContent = new URL(code.dataset.absolute, location.href).href;
}

/** The token is typed once, kept in this tab, and goes along with each ruling. */
function token() {
  const input = document.querySelector("[data-token]");
  if (!input) return;
  const spread = () => document.querySelectorAll("[data-token-here]").forEach((hidden) => (hidden.value = input.value));
  input.value = sessionStorage.getItem("token") ?? "";
  input.addEventListener("input", () => {
    sessionStorage.setItem("token", input.value);
    spread();
  });
  spread();
}

themeSwitch();
copyButtons();
days();
absolutes();
token();
enhanceSuggestions(words);
enhanceTables(words);
enhanceMentions();
