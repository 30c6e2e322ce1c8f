// What the files say, beside what runs: the difference, what is wrong, and where each value comes from.
import { html, useCallback, useEffect, useMemo, useState } from "./vendor/preact.js";
import { ActionButton, useOperator } from "./actions.js";
import { changeCount, parseCheck } from "./config-text.js";
import { confirm } from "./dialog.js";
import { many, time, utc, visible, visibleLines } from "./format.js";
import { Icon } from "./icons.js";
import { jobs } from "./jobs.js";
import { ask, exec } from "./mbeans.js";
import { notice } from "./notices.js";
import { soon } from "./poll.js";
import { addressOf } from "./route.js";
import { useStore } from "./store.js";

const LOOK = { added: ["+", "Added", "will be started"], restarted: ["↻", "Changed", "will be restarted"],
  updated: ["~", "Changed", "without a restart"], removed: ["−", "Removed", "will be stopped"] };

export function ConfigPage() {
  const { supervisor, facts } = useStore(jobs);
  const operator = useOperator();
  const [check, setCheck] = useState();
  const [trouble, setTrouble] = useState("");
  const look = useCallback(async () => {
    try {
      setCheck(parseCheck(await ask(exec(supervisor, "checkConfig"))));
      setTrouble("");
    } catch (e) {
      setTrouble(e.message);
    }
  }, [supervisor]);
  useEffect(() => void (supervisor && look()), [look, facts.ConfigGeneration, facts.LastReloadTimeMillis]);
  return html`<main class="page scrolls"><div class="title"><h1 tabindex="-1">Configuration</h1>
      <button type="button" class="small" onClick=${look}><${Icon} name="restart" size=${16} />Check again</button>
      <${ActionButton} class="small primary" allowed=${operator} disabled=${!check?.valid} onClick=${() => reload(supervisor, check, look)}>Reload<//></div>
    <p class="hint">A file that is saved is applied by itself. Last read <time title=${utc(facts.LastReloadTimeMillis)}>${time(facts.LastReloadTimeMillis) || "never"}</time>; ${many(facts.ConfigGeneration ?? 0, "configuration")} applied so far.</p>
    ${facts.LastReloadError && html`<section class="card trouble" aria-label="Last reload error"><h2><${Icon} name="warning" /> The last configuration was refused; nothing was changed</h2>
      <${Problems} lines=${facts.LastReloadError.split("\n")} /></section>`}
    ${trouble && html`<p class="error" role="alert">${visibleLines(trouble)}</p>`}
    ${check ? html`<${Check} check=${check} />` : !trouble && html`<p class="empty">Reading the files…</p>`}</main>`;
}

async function reload(supervisor, check, done) {
  const changes = check.changes.filter(({ names }) => names.length > 0);
  const yes = await confirm({ title: "Reload the configuration?", yes: "Reload", body: changes.length === 0
    ? html`<p>The files say what runs: nothing will change.</p>`
    : html`<ul class="named">${changes.map(({ kind, names }) => html`<li><b>${many(names.length, "job")}</b> ${kind}: ${names.slice(0, 6).map(visible).join(", ")}${names.length > 6 ? " …" : ""}</li>`)}</ul>` });
  if (!yes) return;
  try {
    const said = parseCheck(await ask(exec(supervisor, "reloadConfig")));
    notice("The configuration is applied: " + (changeCount(said) === 0 ? "nothing changed." : said.changes.filter(({ names }) => names.length)
      .map(({ kind, names }) => names.length + " " + kind).join(", ") + "."), "good");
  } catch (e) {
    notice(visible(e.message.split("\n")[0]), "bad");
  }
  soon();
  done();
}

function Check({ check }) {
  const { valid, changes, unchanged, problems, origins } = check;
  const changed = changes.filter(({ names }) => names.length > 0);
  return html`<section class="card" aria-label="What a reload would do"><h2>What a reload would do</h2>
      ${!valid ? html`<p><span class="badge bad">Refused</span> Nothing: the files have errors.</p>`
      : changed.length === 0 ? html`<p><span class="badge good">In step</span> Nothing: the files say what runs (${many(unchanged, "job")}).</p>`
      : html`<ul class="diff">${changed.map(({ kind, names }) => names.map((name) => html`<li class=${kind}><span class="mark" aria-hidden="true">${LOOK[kind][0]}</span>
          <span class="sr">${LOOK[kind][1]}: </span><${JobLink} name=${name} known=${kind !== "added"} /> <span class="hint">${LOOK[kind][1].toLowerCase()}, ${LOOK[kind][2]}</span></li>`))}</ul>
        <p class="hint">${many(unchanged, "job")} unchanged.</p>`}
      ${problems.length > 0 && html`<h3>${valid ? "Warnings" : "Errors"}</h3><${Problems} lines=${problems} />`}</section>
    ${valid && html`<${Origins} origins=${origins} />`}`;
}

const JobLink = ({ name, known = true }) => (known ? html`<a href=${addressOf(name)}><bdi>${visible(name)}</bdi></a>` : html`<bdi>${visible(name)}</bdi>`);

/** `jobs.conf:12: …` with the place set apart. */
const Problems = ({ lines }) => html`<ul class="problems">${lines.map((line) => {
  const [, place, text] = /^(\S+:\d+:?) (.*)$/.exec(line) ?? [];
  return html`<li>${place ? html`<code>${visible(place)}</code> ${visible(text)}` : visible(line)}</li>`;
})}</ul>`;

const MOST_SHOWN = 100;

function Origins({ origins }) {
  const [text, setText] = useState("");
  const shown = useMemo(() => origins.filter(({ job }) => job.toLowerCase().includes(text.toLowerCase())), [origins, text]);
  return html`<section class="card" aria-label="Where values come from"><div class="title"><h2>Where values come from</h2>
      <label class="search"><span class="sr">Filter by job</span><input type="search" placeholder="Job" value=${text} spellcheck="false" autocomplete="off" onInput=${(event) => setText(event.target.value)} /></label></div>
    <dl class="origins">${shown.slice(0, MOST_SHOWN).map(({ job, values }) => html`<div key=${job}><dt><${JobLink} name=${job} known=${!job.endsWith("@")} /></dt>
      <dd>${values.map(({ key, place }) => html`<span><code>${visible(key)}</code> <span class="hint">${visible(place)}</span></span>`)}</dd></div>`)}</dl>
    ${shown.length > MOST_SHOWN && html`<p class="hint">and ${many(shown.length - MOST_SHOWN, "other job")}: filter by name.</p>`}</section>`;
}
