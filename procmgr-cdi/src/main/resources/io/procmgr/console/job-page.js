// One job: how it is, what it writes, what happened to it.
import { html, useEffect, useMemo, useState } from "./vendor/preact.js";
import { Chart } from "./chart.js";
import { EventList, useEvents } from "./events-page.js";
import { bytes, count, percent, visible } from "./format.js";
import { Icon } from "./icons.js";
import { InputLine, JobActions } from "./job-actions.js";
import { JobDefinition, JobFacts } from "./job-facts.js";
import { jobs } from "./jobs.js";
import { useKeys } from "./keys.js";
import { LogView } from "./log-view.js";
import { read } from "./mbeans.js";
import { join } from "./poll.js";
import { go, listAddress } from "./route.js";
import { StateBadge } from "./state.js";
import { useStore } from "./store.js";

const MOST_SAMPLES = 1_800;
const MOST_JOBS = 50;

/** Figures of jobs whose page was opened, for as long as this tab lives: key -> { times, cpu, memory, restarts }. */
const samples = new Map();

export const forgetSamples = () => samples.clear();

function sample(key, job) {
  const of = samples.get(key) ?? { times: [], cpu: [], memory: [], restarts: [] };
  samples.delete(key);
  samples.set(key, of);
  if (samples.size > MOST_JOBS) samples.delete(samples.keys().next().value);
  const now = Date.now() / 1000;
  if (of.times.length && now - of.times.at(-1) < 0.9) return of;
  const known = (value) => (job.Pid > 0 && value >= 0 ? value : null);
  for (const [list, value] of [[of.times, now], [of.cpu, known(job.CpuPercent)], [of.memory, known(job.ResidentBytes)], [of.restarts, job.RestartCount]]) {
    list.push(value);
    if (list.length > MOST_SAMPLES) list.shift();
  }
  return of;
}

/** All attributes of a job, again and again. */
function useJob(row) {
  const [job, setJob] = useState();
  useEffect(() => row && join({
    requests: () => [{ type: "read", mbean: row.mbean }],
    take: ([value]) => value instanceof Error || value === undefined || setJob({ ...value, samples: sample(row.key, value) }),
  }), [row?.mbean]);
  return job;
}

export function JobPage({ name }) {
  const { rows, takenAt } = useStore(jobs);
  const row = rows.find((each) => each.key === name);
  const job = useJob(row);
  const { list } = useEvents();
  const own = useMemo(() => list.filter((event) => event.job === row?.key), [list, row?.key]);
  useKeys({ u: () => go(listAddress()) });
  if (!row || !job) {
    return html`<main class="page scrolls"><div class="title"><${Back} /><h1 tabindex="-1"><bdi>${visible(name)}</bdi></h1></div>
      <p class="empty">${takenAt > 0 && !row ? "There is no such job; it may have been removed from the configuration." : "Asking procmgr…"}</p></main>`;
  }
  return html`<main class="page scrolls job">
    <div class="title"><${Back} /><h1 tabindex="-1"><bdi>${visible(row.key)}</bdi></h1><${StateBadge} state=${row.state} /><${JobActions} row=${row} /></div>
    ${row.description && html`<p class="description">${visible(row.description)}</p>`}
    <div class="job-grid"><div class="side"><${JobFacts} job=${job} /><${JobDefinition} job=${job} /></div>
      <div class="main">
        <section class="card charts" aria-label="Charts"><${Charts} job=${job} /></section>
        <section class="card log-card" aria-label="Log"><${LogView} row=${row} separate=${job.ErrorLogFile !== job.LogFile} />${job.InputPipe && job.Pid > 0 && html`<${InputLine} row=${row} />`}</section>
        <section class="card"><h2>History</h2>${own.length ? html`<${EventList} list=${own} />` : html`<p class="empty">Nothing of it is kept any more.</p>`}</section>
      </div></div></main>`;
}

const Back = () => html`<a class="back" href=${listAddress()} aria-label="All jobs" title="All jobs ( u )"><${Icon} name="back" /></a>`;

function Charts({ job }) {
  const { times, cpu, memory, restarts } = job.samples;
  const live = job.Pid > 0;
  return html`<${Chart} title="CPU" now=${live ? percent(job.CpuPercent) : ""} times=${times} values=${cpu} colour="--accent" format=${(value) => value + " %"} />
    <${Chart} title="Memory" now=${live ? bytes(job.ResidentBytes) : ""} times=${times} values=${memory} colour="--violet" format=${(value) => bytes(value)} />
    <${Chart} title="Restarts" now=${count(job.RestartCount)} times=${times} values=${restarts} colour="--warn" steps=${true} format=${(value) => (Number.isInteger(value) ? value : "")} />`;
}
