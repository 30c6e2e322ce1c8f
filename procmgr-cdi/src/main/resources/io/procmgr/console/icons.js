// Small drawings, all of one stroke; what they mean is said beside them or by a label.
import { html } from "./vendor/preact.js";

const PATHS = {
  start: "M8 5.5v13l10.5-6.5z",
  stop: "M7 7h10v10H7z",
  restart: "M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4h-4",
  enable: "M12 4v7M7 6.8a7 7 0 1 0 10 0",
  disable: "M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M6.8 6.8l10.4 10.4",
  search: "M10.5 5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M15 15l4.5 4.5",
  sun: "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.4M12 17.5v.1",
  out: "M14 4.5H6v15h8M11 12h9M17 8.5l3.5 3.5l-3.5 3.5",
  back: "M14.5 5.5L8 12l6.5 6.5",
  down: "M6 9.5l6 6l6-6",
  up: "M6 14.5l6-6l6 6",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  warning: "M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.1",
  add: "M12 5v14M5 12h14",
  more: "M6 12v.1M12 12v.1M18 12v.1",
};

export const Icon = ({ name, size = 18 }) => html`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24"
  aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
