// Asks for what is new every two seconds while the page is seen, and at once when something hints that there is something.
// Two requests: what the supervisor says of itself, then all that follows from it, together with what the page on view needs.
import { Unreachable } from "./door.js";
import { allJobs, askAll, ask, findSupervisors, jobName, read } from "./mbeans.js";
import { forgetDetails, hasDetails, jobs, rowsOf, takeDetails } from "./jobs.js";
import { session } from "./session.js";

const PACE_MILLIS = 2_000;
const LEAST_MILLIS = 150;
const LONGEST_RETRY_MILLIS = 5_000;
/** Statuses are read again even though no event told of a change. */
const STALE_MILLIS = 30_000;

const FACTS = ["Version", "StartTimeMillis", "JobCount", "UpCount", "FailedCount", "BackoffCount", "UnhealthyCount",
  "AllHealthy", "ConfigGeneration", "LastReloadTimeMillis", "LastReloadError", "NotificationSequence", "Capabilities", "Templates"];

const joined = new Set();
let timer = 0;
let running = false;
let again = false;
let failures = 0;
let lastRun = 0;
let another = () => {};

/** What a page needs besides: requests() tells the questions of each time, take(values) gets the answers. */
export function join(part) {
  joined.add(part);
  soon();
  return () => joined.delete(part);
}

/** Told when another supervisor is looked at than before: listener(restarted), false if the user has chosen it. */
export function onAnother(listener) {
  another = listener;
}

/** Asks now, or as soon as the question under way is answered. */
export function soon() {
  if (running) again = true;
  else schedule(Math.max(0, lastRun + LEAST_MILLIS - Date.now()));
}

export function begin() {
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : soon()));
  addEventListener("online", soon);
  session.watch(({ status }) => status === "trying" && soon());
  soon();
}

/** Looks at another supervisor behind the same door. */
export function choose(supervisor) {
  forgetDetails();
  jobs.set({ supervisor, facts: {}, rows: [], takenAt: 0, figures: new Map() });
  another(false);
  soon();
}

function schedule(millis) {
  clearTimeout(timer);
  if (!document.hidden || lastRun === 0) timer = setTimeout(run, millis);
}

async function run() {
  if (session.get().status === "out") return;
  running = true;
  again = false;
  lastRun = Date.now();
  let pace = PACE_MILLIS;
  try {
    await look();
    failures = 0;
    if (jobs.get().lost || jobs.get().trouble) jobs.set({ lost: 0, trouble: "" });
  } catch (e) {
    failures++;
    pace = Math.min(LONGEST_RETRY_MILLIS, 500 * 2 ** Math.min(failures, 6));
    if (session.get().status === "in" || e instanceof Unreachable) {
      jobs.set({ lost: jobs.get().lost || Date.now(), trouble: e.message });
    }
    // another one may have come in its place
    if (!(e instanceof Unreachable)) jobs.set({ supervisor: "" });
  } finally {
    running = false;
    lastRun = Date.now();
  }
  schedule(again ? LEAST_MILLIS : pace);
}

async function look() {
  const supervisor = jobs.get().supervisor || (await find());
  const before = jobs.get().facts;
  const facts = await ask(read(supervisor, ...FACTS));
  if (before.StartTimeMillis && before.StartTimeMillis !== facts.StartTimeMillis) {
    forgetDetails();
    jobs.set({ facts, takenAt: 0, figures: new Map() });
    another(true);
  } else if (before.ConfigGeneration !== facts.ConfigGeneration) {
    forgetDetails();
  }
  const changed = before.NotificationSequence !== facts.NotificationSequence
    || before.ConfigGeneration !== facts.ConfigGeneration || Date.now() - jobs.get().takenAt > STALE_MILLIS;
  jobs.set({ facts });
  await follow(supervisor, changed);
}

async function find() {
  const supervisors = (await findSupervisors()).sort();
  if (supervisors.length === 0) throw new Unreachable("no supervisor answers");
  jobs.set({ supervisors, supervisor: supervisors[0] });
  return supervisors[0];
}

async function follow(supervisor, changed) {
  const parts = [...joined].map((part) => ({ part, requests: part.requests() }));
  const own = changed ? [read(supervisor, "Statuses")] : [];
  const values = await askAll([...own, ...parts.flatMap(({ requests }) => requests)]);
  let next = own.length;
  if (changed && !(values[0] instanceof Error)) await takeStatuses(supervisor, values[0].Statuses ?? values[0]);
  for (const { part, requests } of parts) {
    if (joined.has(part)) part.take(values.slice(next, next + requests.length));
    next += requests.length;
  }
}

async function takeStatuses(supervisor, statuses) {
  if (!hasDetails(statuses)) {
    takeDetails(await ask(read(allJobs(supervisor), "Name", "Tags", "Description")).catch(() => ({})));
  }
  const nameOf = (name, instance) => jobName(supervisor, name, instance);
  jobs.set({ rows: rowsOf(statuses, nameOf), takenAt: Date.now() });
}
