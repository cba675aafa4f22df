// Which nodes show their names: the weightiest first, none over another, at one size on the screen however far one zooms.

const SIZE = 12;

export function namePlan(cy) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${SIZE}px sans-serif`;
  const widths = new Map();
  const width = (node) => {
    const name = node.data("name");
    if (!widths.has(name)) widths.set(name, pen.measureText(name).width + 6);
    return widths.get(name);
  };
  let order, weighty;
  const weigh = () => {
    order = cy.nodes().toArray().sort((one, other) => other.scratch("weight") - one.scratch("weight"));
    weighty = new Set(order.slice(0, 30));
  };
  weigh();
  let waiting = 0;

  const plan = () => {
    waiting = 0;
    if (cy.destroyed()) return;
    const zoom = cy.zoom();
    const taken = [];
    const bodies = [];
    for (const node of order) {
      if (node.style("display") === "none") continue;
      const { x, y } = node.renderedPosition();
      const half = (node.data("size") / 2) * zoom;
      bodies.push({ node, x1: x - half, x2: x + half, y1: y - half, y2: y + half });
    }
    const [wide, high] = [cy.width(), cy.height()];
    const apart = (box, other) => box.x2 < other.x1 || box.x1 > other.x2 || box.y2 < other.y1 || box.y1 > other.y2;
    const free = (box, node) => taken.every((other) => apart(box, other)) && bodies.every((other) => other.node === node || apart(box, other));
    const first = order.filter((node) => node.hasClass("chosen")).concat(order.filter((node) => node.hasClass("near")));
    const shown = new Set();
    for (const node of [...first, ...order]) {
      if (shown.has(node) || (node.hasClass("far") && !node.hasClass("chosen")) || node.style("display") === "none") continue;
      const { x, y } = node.renderedPosition();
      if (x < -20 || y < -20 || x > wide + 20 || y > high + 20) continue;
      const [half, below] = [width(node) / 2, y + (node.data("size") / 2) * zoom + 2];
      const box = { x1: x - half, x2: x + half, y1: below, y2: below + SIZE + 4 };
      if (!(node.hasClass("chosen") || node.hasClass("near") || weighty.has(node) ? taken.every((other) => apart(box, other)) : free(box, node))) continue;
      taken.push(box);
      shown.add(node);
      if (taken.length > 220) break;
    }
    cy.batch(() =>
      order.forEach((node) => {
        node.toggleClass("named", shown.has(node));
        // a name stands under its node: whoever is higher is drawn later, so that no node covers a name
        node.data("depth", Math.round(5000 - Math.min(Math.max(node.renderedPosition("y"), 0), 4000)));
      }),
    );
    cy.style().selector("node.named, node.hovered, node.chosen").style({ "font-size": SIZE / zoom, "text-outline-width": 2 / zoom, "text-margin-y": 3 / zoom }).update();
  };
  const soon = () => {
    if (!waiting) waiting = setTimeout(plan, 90);
  };
  soon.anew = () => {
    weigh();
    soon();
  };
  cy.on("viewport dragfree", soon);
  return soon;
}
