// Notifications as server-sent events, read by fetch, since EventSource sends no Authorization. They are hints only: each makes
// the page ask at once and not in two seconds. Without them, all goes on.
import { open, post } from "./door.js";
import { allJobs } from "./mbeans.js";
import { jobs } from "./jobs.js";
import { session } from "./session.js";
import { soon } from "./poll.js";

const FIRST_RETRY_MILLIS = 2_000;
const LONGEST_RETRY_MILLIS = 60_000;

let stop = new AbortController();
let timer = 0;
let retry = FIRST_RETRY_MILLIS;
let open_ = "";

export function beginHints() {
  document.addEventListener("visibilitychange", turn);
  session.watch(turn);
  jobs.watch(turn);
}

/** Listens to the supervisor that is looked at, while somebody looks. */
function turn() {
  const { supervisor, lost } = jobs.get();
  const wanted = document.hidden || lost || session.get().status !== "in" ? "" : supervisor;
  if (wanted === open_) return;
  open_ = wanted;
  clearTimeout(timer);
  stop.abort();
  stop = new AbortController();
  if (wanted) listen(wanted, stop.signal);
}

async function listen(supervisor, signal) {
  let client = "";
  try {
    client = (await post({ type: "notification", command: "register" })).value.id;
    const answer = await open("jolokia/notification/open/" + client + "/sse", signal);
    for (const mbean of [supervisor, allJobs(supervisor)]) {
      await post({ type: "notification", command: "add", client, mode: "sse", mbean }).catch(() => {});
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      retry = FIRST_RETRY_MILLIS;
      if (value.includes("data:")) soon();
    }
  } catch (e) {
    // the poll tells of a lost connection
  }
  if (client && session.get().status === "in") {
    post({ type: "notification", command: "unregister", client }).catch(() => {});
  }
  if (signal.aborted) return;
  timer = setTimeout(() => listen(supervisor, signal), retry);
  retry = Math.min(LONGEST_RETRY_MILLIS, retry * 2);
}
