// What is known of the supervisor and of all its jobs.
import { store } from "./store.js";

/**
 * supervisors: names of MBeans; supervisor: the one that is looked at; facts: its attributes; rows: a record for each job, whose key is its name, with that of the instance;
 * takenAt: when they came; figures: key of a job -> { cpu, memory }; lost: since when there is no connection, or 0.
 */
export const jobs = store({
  supervisors: [], supervisor: "", facts: {}, rows: [], takenAt: 0, figures: new Map(), lost: 0, trouble: "",
});

const details = new Map();

export function forgetDetails() {
  details.clear();
}

export function hasDetails(statuses) {
  return statuses.every((each) => details.has(each.name));
}

/** What changes with the configuration alone: answers of a read by pattern, by the name of the MBean. */
export function takeDetails(byName) {
  details.clear();
  for (const [mbean, value] of Object.entries(byName)) {
    details.set(value.Name, {
      mbean, tags: value.Tags ?? [], description: value.Description ?? "",
    });
  }
}

/** Attribute Statuses, with what is known besides. */
export function rowsOf(statuses, nameOf) {
  const now = Date.now();
  return statuses.map((each) => {
    const known = details.get(each.name) ?? { mbean: nameOf(each.name, each.instance), tags: [], description: "" };
    return { ...each, ...known, key: each.name, startedAt: each.uptime > 0 ? now - each.uptime : 0 };
  });
}

const EMPTY = { cpu: -1, memory: -1 };
export const figureOf = (figures, key) => figures.get(key) ?? EMPTY;
