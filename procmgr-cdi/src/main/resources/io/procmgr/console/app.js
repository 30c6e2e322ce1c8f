// The console: signs in, asks, and shows the page that the address names.
import "./session.js"; // before all others: it takes a token out of the address
import { html, render, useEffect, useRef } from "./vendor/preact.js";
import "./theme.js";
import { ConfigPage } from "./config-page.js";
import { Dialogs } from "./dialog.js";
import { EventsPage, forgetEvents } from "./events-page.js";
import { Connection, Header } from "./header.js";
import { showHelp } from "./help.js";
import { beginHints } from "./hints.js";
import { forgetSamples, JobPage } from "./job-page.js";
import { useKeys } from "./keys.js";
import { ListPage } from "./list-page.js";
import { Notices, notice } from "./notices.js";
import { begin, onAnother } from "./poll.js";
import { route } from "./route.js";
import { session } from "./session.js";
import { SignIn } from "./sign-in.js";
import { useStore } from "./store.js";
import { SupervisorPage } from "./supervisor-page.js";
import { visible } from "./format.js";

const PAGES = {
  jobs: ["Jobs", () => html`<${ListPage} />`],
  job: ["", (job) => html`<${JobPage} key=${job} name=${job} />`],
  events: ["Events", () => html`<${EventsPage} />`],
  config: ["Configuration", () => html`<${ConfigPage} />`],
  supervisor: ["Supervisor", () => html`<${SupervisorPage} />`],
};

function App() {
  const { page, job } = useStore(route);
  const status = useStore(session, (value) => value.status);
  const [title, draw] = PAGES[page] ?? PAGES.jobs;
  const before = useRef("");
  useEffect(() => {
    document.title = (status === "in" ? (job ? visible(job) : title) + " – " : "") + "procmgr";
    // another page begins at its heading, for screen readers and keys alike
    if (before.current && before.current !== page + job) document.querySelector("main h1")?.focus();
    before.current = page + job;
  }, [page, job, status]);
  useKeys({ "?": showHelp });
  const body = status === "out" ? html`<${SignIn} />`
    : status === "in" ? html`<${Header} /><${Connection} />${draw(job)}`
    : html`<${Connection} /><main class="page"><p class="empty">Asking procmgr…</p></main>`;
  return html`${body}<${Notices} /><${Dialogs} />`;
}

onAnother((restarted) => {
  forgetEvents();
  forgetSamples();
  if (restarted) notice("procmgr was restarted.");
});
render(html`<${App} />`, document.getElementById("app"));
begin();
beginHints();
