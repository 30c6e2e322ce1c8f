// What happened, newest first: the last thousand events that the supervisor keeps, and all since the page was opened.
import { html, useEffect, useMemo } from "./vendor/preact.js";
import { time, utc, visible, visibleLines } from "./format.js";
import { jobs } from "./jobs.js";
import { exec } from "./mbeans.js";
import { join } from "./poll.js";
import { addressOf, route, setParams } from "./route.js";
import { StateBadge } from "./state.js";
import { store, useStore } from "./store.js";

const MOST = 2_000;
const AT_ONCE = 1_000;
const KINDS = { ADDED: "added", REMOVED: "removed", STATE: "state", LAUNCHED: "launched", READY: "ready", EXITED: "ended",
  LEFT: "left", GAVE_UP: "given up", NOTICE: "notice", CONFIG_RELOADED: "reloaded", CONFIG_REJECTED: "refused" };
const BAD = new Set(["GAVE_UP", "CONFIG_REJECTED"]);

/** Oldest first. */
const events = store({ list: [], read: false });

export const forgetEvents = () => events.set({ list: [], read: false });

/** The events, kept up to date while somebody uses them. */
export function useEvents() {
  useEffect(() => join({
    requests() {
      const last = events.get().list.at(-1)?.sequence ?? 0;
      const { supervisor, facts } = jobs.get();
      return events.get().read && last >= facts.NotificationSequence ? [] : [exec(supervisor, "events", last, AT_ONCE)];
    },
    take([more]) {
      if (Array.isArray(more)) events.set({ list: [...events.get().list, ...more].slice(-MOST), read: true });
    },
  }), []);
  return useStore(events);
}

const MOST_SHOWN = 500;

export function EventList({ list, withJob }) {
  const newest = list.slice(-MOST_SHOWN).reverse();
  return html`<ol class="events">${newest.map((event) => html`<li key=${event.sequence} class=${BAD.has(event.kind) || event.to === "FAILED" ? "bad" : ""}>
    <time title=${utc(event.timeMillis)}>${time(event.timeMillis)}</time>
    ${withJob && html`<span class="event-job">${event.job ? html`<a href=${addressOf(event.job)}><bdi>${visible(event.job)}</bdi></a>` : "configuration"}</span>`}
    <span class="event-kind">${event.kind === "STATE" ? html`<${StateBadge} state=${event.to} />` : KINDS[event.kind] ?? event.kind.toLowerCase()}</span>
    <span class="event-text">${visibleLines(event.message)}</span></li>`)}</ol>`;
}

export function EventsPage() {
  const { list, read } = useEvents();
  const params = useStore(route, (value) => value.params);
  const text = params.get("q") ?? "";
  const shown = useMemo(() => list.filter((event) => (event.job + " " + event.message).toLowerCase().includes(text.toLowerCase())), [list, text]);
  return html`<main class="page scrolls"><div class="title"><h1 tabindex="-1">Events</h1>
    <label class="search"><span class="sr">Filter events by job or text</span><input type="search" placeholder="Filter" value=${text} spellcheck="false" autocomplete="off"
      onInput=${(event) => setParams({ q: event.target.value })} /></label></div>
    <section class="card">${shown.length > 0 ? html`<${EventList} list=${shown} withJob=${true} />` : html`<p class="empty">${read ? "Nothing happened yet." : "Reading…"}</p>`}</section></main>`;
}
