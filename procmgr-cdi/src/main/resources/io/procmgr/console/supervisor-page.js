// The supervisor itself.
import { html, useMemo } from "./vendor/preact.js";
import { EventList, useEvents } from "./events-page.js";
import { count, duration, time, utc, visible } from "./format.js";
import { stateCounts } from "./filter.js";
import { jobs } from "./jobs.js";
import { StateBadge } from "./state.js";
import { useStore } from "./store.js";

const RECENT = 30;

export function SupervisorPage() {
  const { facts, rows } = useStore(jobs);
  const { list } = useEvents();
  const counts = useMemo(() => stateCounts(rows), [rows]);
  const figure = (label, value, tone = "") => html`<div class=${"figure " + tone}><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<main class="page scrolls"><div class="title"><h1 tabindex="-1">Supervisor</h1></div>
    <dl class="figures">
      ${figure("Version", facts.Version)}
      ${figure("Up for", html`<span title=${time(facts.StartTimeMillis) + ", " + utc(facts.StartTimeMillis)}>${duration(Date.now() - facts.StartTimeMillis)}</span>`)}
      ${figure("Jobs", count(facts.JobCount ?? 0))}
      ${figure("Running", count(facts.UpCount ?? 0), "good")}
      ${figure("Given up", count(facts.FailedCount ?? 0), facts.FailedCount > 0 ? "bad" : "")}
      ${figure("In back-off", count(facts.BackoffCount ?? 0), facts.BackoffCount > 0 ? "warn" : "")}
      ${figure("Unhealthy", count(facts.UnhealthyCount ?? 0), facts.UnhealthyCount > 0 ? "bad" : "")}
    </dl>
    <div class="columns"><section class="card"><h2>States</h2><ul class="states">${counts.map(([word, number]) => html`<li key=${word}><a href=${"#/?state=" + word}><${StateBadge} state=${word} /></a> <b>${count(number)}</b></li>`)}</ul>
      <h2>What this host lets procmgr do</h2><ul class="capabilities">${(facts.Capabilities ?? []).map((each) => html`<li>${visible(each)}</li>`)}</ul></section>
    <section class="card"><h2>Recent events</h2><${EventList} list=${list.slice(-RECENT)} withJob=${true} /><p><a href="#/events">All events</a></p></section></div></main>`;
}
