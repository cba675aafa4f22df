// A card beside a mention: what it was linked to, and why. On a touch screen the first tap shows it, the second follows the link.
import { element } from "./page.js";

export function enhanceMentions() {
  const text = document.querySelector("[data-mentions]");
  if (!text) return;
  const card = element("div", { class: "card", role: "tooltip", id: "card", hidden: true });
  document.body.append(card);
  let shown = null;
  let timer = 0;

  for (const mention of text.querySelectorAll("a.mention")) mention.removeAttribute("title");

  const hide = () => {
    card.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  };
  const show = (mention) => {
    if (shown === mention) return;
    hide();
    shown = mention;
    const { label, kind, why, score } = mention.dataset;
    card.className = `card ${[...mention.classList].find((name) => name.startsWith("k-")) ?? ""}`;
    card.replaceChildren(element("span", { class: "kind" }, kind), element("strong", { lang: "zh" }, label), element("span", {}, why), score ? element("span", { class: "score" }, ` ${score}`) : "");
    card.hidden = false;
    mention.setAttribute("aria-describedby", "card");
    const [spot] = mention.getClientRects();
    const box = card.getBoundingClientRect();
    const below = spot.bottom + box.height + 12 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(spot.left, document.documentElement.clientWidth - box.width - 8)) + scrollX}px`;
    card.style.top = `${(below ? spot.bottom + 6 : spot.top - box.height - 6) + scrollY}px`;
  };
  const of = (event) => event.target.closest?.("a.mention");

  text.addEventListener("pointerover", (event) => {
    clearTimeout(timer);
    const mention = of(event);
    if (event.pointerType !== "touch" && mention) timer = setTimeout(() => show(mention), 90);
  });
  text.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(hide, 150);
  });
  text.addEventListener("focusin", (event) => of(event)?.matches(":focus-visible") && show(of(event)));
  text.addEventListener("focusout", hide);
  let touched = false;
  text.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
  text.addEventListener("click", (event) => {
    const mention = of(event);
    if (touched && mention && shown !== mention) {
      event.preventDefault();
      show(mention);
    }
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("pointerdown", (event) => !event.target.closest?.("a.mention") && hide());
}
