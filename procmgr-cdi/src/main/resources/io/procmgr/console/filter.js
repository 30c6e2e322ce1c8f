// Which jobs are shown, in which order, and how many there are of each kind. Pure.
import { figureOf } from "./jobs.js";
import { stateOf } from "./state.js";

/** The jobs that match all of it; text is looked for in names, descriptions and tags. */
export function filtered(rows, { text, state, tag }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => (!state || row.state === state) && (!tag || row.tags.includes(tag))
    && words.every((word) => row.key.toLowerCase().includes(word) || row.description.toLowerCase().includes(word)
      || row.tags.some((each) => each.toLowerCase().includes(word))));
}

/** How many jobs are in each state, trouble first. */
export function stateCounts(rows) {
  return [...counted(rows.map((row) => row.state))].sort(([a], [b]) => stateOf(a).rank - stateOf(b).rank);
}

/** How many jobs have each tag, by name. */
export function tagCounts(rows) {
  return [...counted(rows.flatMap((row) => row.tags))].sort(([a], [b]) => a.localeCompare(b));
}

function counted(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const byName = new Intl.Collator("en", { numeric: true }).compare;

/** What a column is sorted by. */
const VALUES = {
  state: (row) => stateOf(row.state).rank,
  uptime: (row) => (row.startedAt ? Date.now() - row.startedAt : -1),
  cpu: (row, figures) => figureOf(figures, row.key).cpu,
  memory: (row, figures) => figureOf(figures, row.key).memory,
  restarts: (row) => row.restarts,
  pid: (row) => row.pid,
};

/** A sorted copy: by the column, then by name. */
export function sorted(rows, column, descending, figures) {
  const value = VALUES[column];
  const names = (a, b) => byName(a.key, b.key);
  const compare = value ? (a, b) => value(a, figures) - value(b, figures) : names;
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => direction * compare(a, b) || names(a, b));
}
