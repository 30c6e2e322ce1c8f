// Actions on many jobs: on those that are selected, else on all that the filter shows. What will happen is said before.
import { html } from "./vendor/preact.js";
import { ACTIONS, ActionButton, perform } from "./actions.js";
import { confirm } from "./dialog.js";
import { many, visible } from "./format.js";
import { Icon } from "./icons.js";

const NAMED = 8;

async function ask(name, rows, why) {
  const { label, danger } = ACTIONS[name];
  const yes = await confirm({
    title: label + " " + many(rows.length, "job") + "?",
    yes: label + " " + many(rows.length, "job"),
    danger,
    body: html`<p>${why}</p><ul class="named">${rows.slice(0, NAMED).map((row) => html`<li><bdi>${visible(row.key)}</bdi></li>`)}
      ${rows.length > NAMED && html`<li>and ${many(rows.length - NAMED, "other")}</li>`}</ul>`,
  });
  if (yes) await perform(name, rows);
}

export function BulkBar({ rows, selected, filter, operator, onClear }) {
  const chosen = selected.length > 0;
  const targets = chosen ? selected : rows;
  const why = chosen ? "These are the jobs that you have selected:"
    : filter ? "These are the jobs that the filter shows (" + filter + "):" : "These are all jobs of this supervisor:";
  return html`<div class=${"bulk" + (chosen ? " chosen" : "")} role="toolbar" aria-label="Actions on several jobs">
    <span class="bulk-scope" aria-live="polite">${chosen ? many(selected.length, "job") + " selected" : "All " + rows.length.toLocaleString("en") + " shown"}</span>
    ${Object.entries(ACTIONS).map(([name, { label, icon }]) => html`<${ActionButton} key=${name} class="small" allowed=${operator}
      disabled=${targets.length === 0} title=${label} data-bulk=${name} aria-label=${label + (chosen ? " the selected jobs" : " all jobs shown")}
      onClick=${() => ask(name, targets, why)}><${Icon} name=${icon} size=${16} /><span class="wide">${label}</span><//>`)}
    ${chosen && html`<button type="button" class="small quiet" onClick=${onClear}>Clear</button>`}
  </div>`;
}
