// What is known of one job: how it is, and how it was defined.
import { html } from "./vendor/preact.js";
import { bytes, count, duration, many, percent, time, utc, visible, visibleLines } from "./format.js";

const when = (millis) => (millis > 0 ? html`<time title=${utc(millis)}>${time(millis)}</time>` : "");
const ago = (millis) => (millis > 0 ? html`<time title=${time(millis) + ", " + utc(millis)}>${duration(Date.now() - millis)}</time>` : "");

function Facts({ title, facts }) {
  return html`<section class="card"><h2>${title}</h2><dl class="facts">${facts.filter(([, value]) => value !== "" && value !== undefined)
    .map(([name, value, code]) => html`<div key=${name}><dt>${name}</dt><dd>${code ? html`<code>${value}</code>` : value}</dd></div>`)}</dl></section>`;
}

const exit = (job) => (job.LastExitTimeMillis > 0 ? html`${job.LastExitSignal > 0 ? "signal " + job.LastExitSignal : "code " + job.LastExitCode}, ${when(job.LastExitTimeMillis)}
  ${job.LastExitReason && html`<br /><span class="hint">${visible(job.LastExitReason)}</span>`}` : "");

export function JobFacts({ job }) {
  const live = job.Pid > 0;
  return html`<${Facts} title="Status" facts=${[
    ["In this state for", ago(job.StateSinceMillis)],
    ["Up for", live ? ago(job.StartTimeMillis) : ""],
    ["Next start", job.NextStartMillis > 0 ? when(job.NextStartMillis) : ""],
    ["Pid", live ? String(job.Pid) + (job.Owner && job.Owner !== "child" ? " (" + job.Owner + ")" : "") : ""],
    ["Healthy", live ? (job.Healthy ? "yes" : html`<b class="bad">no</b>`) : ""],
    ["Ready", live ? (job.Ready ? "yes" : "not yet") : ""],
    ["CPU", live ? percent(job.CpuPercent) : ""],
    ["Memory", live ? bytes(job.ResidentBytes) : ""],
    ["Processes", live ? count(job.ProcessCount) + (job.ThreadCount > 0 ? ", " + count(job.ThreadCount) + " threads" : "") : ""],
    ["Open files", live && job.OpenFileDescriptors >= 0 ? count(job.OpenFileDescriptors) : ""],
    ["Starts", count(job.StartCount) + (job.RestartCount ? " (" + many(job.RestartCount, "restart") + ")" : "")],
    ["Failures", job.FailureCount ? count(job.FailureCount) + (job.ConsecutiveFailures ? ", " + job.ConsecutiveFailures + " in a row" : "") : ""],
    ["Last exit", exit(job)],
    ["Last error", job.LastError ? html`<span class="bad">${visibleLines(job.LastError)}</span>` : ""],
    ["Last error line", job.LastErrorLine ? visible(job.LastErrorLine.slice(0, 300)) : "", true],
  ]} />`;
}

export function JobDefinition({ job }) {
  return html`<${Facts} title="Definition" facts=${[
    ["Command", visible(job.CommandLine), true],
    ["Directory", visible(job.Directory) || "that of procmgr", !!job.Directory],
    ["User", visible(job.User) || "that of procmgr"],
    ["Defined in", visible(job.Source), true],
    ["Tags", job.Tags.length ? html`<span class="tags-line">${job.Tags.map((tag) => html`<a class="tag" href=${"#/?tag=" + encodeURIComponent(tag)}>${visible(tag)}</a>`)}</span>` : ""],
    ["Depends on", job.DependsOn.length ? visible(job.DependsOn.join(", ")) : ""],
    ["Log", visible(job.LogFile), true],
    ["Error log", job.ErrorLogFile !== job.LogFile ? visible(job.ErrorLogFile) : "", true],
    ["Log size", job.LogBytes > 0 ? bytes(job.LogBytes) : ""],
  ]} />`;
}
