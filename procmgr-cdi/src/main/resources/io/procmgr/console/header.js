// What is on all pages: where one is, who one is, and whether what is shown is still true.
import { html } from "./vendor/preact.js";
import { many, time, utc } from "./format.js";
import { showHelp } from "./help.js";
import { Icon } from "./icons.js";
import { jobs } from "./jobs.js";
import { choose, soon } from "./poll.js";
import { route } from "./route.js";
import { session, signOut } from "./session.js";
import { useStore } from "./store.js";
import { theme, toggleTheme } from "./theme.js";

const PAGES = [["jobs", "#/", "Jobs"], ["events", "#/events", "Events"], ["config", "#/config", "Configuration"],
  ["supervisor", "#/supervisor", "Supervisor"]];

export function Header() {
  const page = useStore(route, (value) => value.page);
  const { role, authorization } = useStore(session);
  const { shown } = useStore(theme);
  const { facts, supervisors, supervisor } = useStore(jobs);
  const here = page === "job" ? "jobs" : page;
  return html`<header>
    <a class="brand" href="#/"><img src="icon.svg" alt="" width="26" height="26" /> <span>procmgr</span></a>
    <nav aria-label="Pages">${PAGES.map(([name, address, label]) => html`<a key=${name} href=${address} aria-current=${name === here ? "page" : undefined}>${label}
      ${name === "config" && facts.LastReloadError && html`<span class="alarm" title="The last configuration was refused"><${Icon} name="warning" size=${15} /><span class="sr">refused</span></span>`}</a>`)}</nav>
    <div class="tools">
      ${supervisors.length > 1 && html`<select aria-label="Supervisor" value=${supervisor} onChange=${(event) => choose(event.target.value)}>
        ${supervisors.map((name) => html`<option value=${name} selected=${name === supervisor}>${name.replace(/^procmgr:|,?type=Supervisor,?/g, "") || "procmgr"}</option>`)}</select>`}
      ${role && html`<span class="role" title=${role === "viewer" ? "May look, and change nothing" : "May look and act"}>${role}</span>`}
      <button type="button" class="quiet icon-only" aria-label="Keys" title="Keys ( ? )" onClick=${showHelp}><${Icon} name="help" /></button>
      <button type="button" class="quiet icon-only" aria-label=${shown === "dark" ? "Light colours" : "Dark colours"} title=${shown === "dark" ? "Light" : "Dark"}
        onClick=${toggleTheme}><${Icon} name=${shown === "dark" ? "sun" : "moon"} /></button>
      ${authorization && html`<button type="button" class="quiet icon-only" aria-label="Sign out" title="Sign out" onClick=${() => signOut()}><${Icon} name="out" /></button>`}
    </div>
  </header>`;
}

/** Said at once when the connection is lost, and gone when it is back. */
export function Connection() {
  const { lost, trouble, facts } = useStore(jobs);
  return html`<div role="alert" class="connection">${lost > 0 && html`<div class="banner bad"><${Icon} name="warning" />
    <span><b>Connection lost</b> at <time title=${utc(lost)}>${time(lost)}</time> (${trouble}). What you see is what was known then; trying again.</span>
    <button type="button" class="small" onClick=${soon}>Try now</button></div>`}
    ${!lost && facts.FailedCount > 0 && html`<span class="sr">${many(facts.FailedCount, "job")} given up</span>`}</div>`;
}
