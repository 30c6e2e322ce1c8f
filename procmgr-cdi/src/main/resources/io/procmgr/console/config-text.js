// Reads what checkConfig and reloadConfig answer. Pure.

const KINDS = ["added", "restarted", "updated", "removed"];
const REFUSED = /^would be refused:\n/;

/** valid, changes: [{ kind, names }], unchanged, problems: lines, origins: [{ job, values: [{ key, place }] }]. */
export function parseCheck(text) {
  const valid = !REFUSED.test(text);
  const result = { valid, changes: [], unchanged: 0, problems: [], origins: [] };
  for (const line of text.replace(REFUSED, "").split("\n")) {
    const [, word, rest] = /^(\w+): (.*)$/.exec(line) ?? [];
    if (valid && KINDS.includes(word)) result.changes.push({ kind: word, names: rest === "none" ? [] : rest.split(", ") });
    else if (valid && word === "unchanged") result.unchanged = Number(rest);
    else if (valid && word === "from") result.origins.push(origin(rest));
    else if (line) result.problems.push(line);
  }
  return result;
}

/** `web: command (jobs.conf:3), user (jobs.conf:4)` */
function origin(text) {
  const colon = text.indexOf(": ");
  const values = [...text.slice(colon + 2).matchAll(/(\S+) \((.*?)\)(?:, |$)/g)];
  return { job: text.slice(0, colon), values: values.map(([, key, place]) => ({ key, place })) };
}

export const changeCount = (check) => check.changes.reduce((sum, { names }) => sum + names.length, 0);
