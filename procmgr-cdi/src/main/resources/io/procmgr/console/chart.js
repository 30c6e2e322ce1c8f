// One figure over time. uPlot draws; colours are those of the style sheet, so it is made anew when they change.
import { html, useEffect, useRef } from "./vendor/preact.js";
import uPlot from "./vendor/uplot.js";
import { useStore } from "./store.js";
import { theme } from "./theme.js";

const HEIGHT = 120;
const LEAST_SECONDS = 60;

export function Chart({ title, now, times, values, format, colour, steps = false }) {
  const { shown } = useStore(theme);
  const place = useRef(null);
  const chart = useRef(null);
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    const axis = { size: 26, stroke: resolved(place.current, "--muted"), grid: { stroke: resolved(place.current, "--line"), width: 1 }, ticks: { show: false }, font: "11px " + of("--sans") };
    const line = resolved(place.current, colour);
    chart.current = new uPlot({
      width: place.current.clientWidth, height: HEIGHT, legend: { show: false }, cursor: { y: false, drag: { x: false, y: false } }, padding: [8, 8, 0, 0],
      scales: { x: { time: true, range: (u, from, to) => [Math.min(from, to - LEAST_SECONDS), to] }, y: { range: (u, low, high) => [0, high > 0 ? high * 1.15 : 1] } },
      axes: [{ ...axis, space: 70, values: [[1, "{HH}:{mm}:{ss}", null, null, null, null, null, null, 1]] },
        { ...axis, size: 56, space: 32, values: (u, ticks) => ticks.map(format) }],
      series: [{}, { stroke: line, width: 2, fill: line + "22", points: { show: false }, ...(steps ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}) }],
    }, [times, values], place.current);
    const observer = new ResizeObserver(() => chart.current?.setSize({ width: place.current.clientWidth, height: HEIGHT }));
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.current.destroy();
      chart.current = null;
    };
  }, [shown]);
  useEffect(() => chart.current?.setData([[...times], [...values]]), [times.length, times.at(-1)]);
  return html`<figure class="chart"><figcaption>${title} <b>${now}</b></figcaption><div class="plot" ref=${place} data-samples=${times.length} role="img" aria-label=${title + ", now " + (now || "not known")}></div></figure>`;
}

/** A colour of the style sheet as #rrggbb: a canvas knows no variables, and no light-dark(). */
function resolved(element, name) {
  const probe = document.createElement("span");
  probe.style.color = "var(" + name + ")";
  element.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
  probe.remove();
  return "#" + [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
}
