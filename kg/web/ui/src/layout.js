// Where nodes stand: forces, the same for the same network, worked out in small steps so that the page stays responsive.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const SLICE = 24; // milliseconds of work at a time

/** Calls `moved` with nodes as {id, x, y}, now and then and at the end, then `done`; `still` shows the end only. */
export function arrange(nodes, edges, { still, moved, done }) {
  const degree = new Map();
  for (const { source, target } of edges) for (const id of [source, target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const links = edges.map(({ source, target }) => ({ source, target }));
  const least = (link) => Math.min(degree.get(link.source.id), degree.get(link.target.id));
  const few = nodes.length < 60;
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.id).distance((link) => (few ? 110 : 40) + link.source.size / 2 + link.target.size / 2).strength((link) => 1 / least(link)))
    .force("charge", forceManyBody().strength((node) => -(few ? 520 : 45) - 6 * node.size).theta(1).distanceMax(few ? 900 : 380))
    .force("x", forceX().strength(few ? 0.06 : 0.11))
    .force("y", forceY().strength(few ? 0.09 : 0.13))
    .force("collide", forceCollide((node) => node.size / 2 + (few ? 26 : 5)).iterations(1))
    .alphaDecay(nodes.length > 800 ? 0.035 : 0.0228)
    .stop();
  const step = () => {
    const until = performance.now() + SLICE;
    while (simulation.alpha() > 0.004 && performance.now() < until) simulation.tick();
    const over = simulation.alpha() <= 0.004;
    if (over || !still) moved(nodes);
    if (over) done();
    else requestAnimationFrame(step);
  };
  step();
}
