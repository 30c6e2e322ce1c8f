// All that can be done to one job.
import { html, useState } from "./vendor/preact.js";
import { ACTIONS, ActionButton, actionsFor, call, READ_ONLY, useOperator } from "./actions.js";
import { confirm } from "./dialog.js";
import { visible } from "./format.js";
import { Icon } from "./icons.js";
import { removeInstance, templateOf } from "./instances.js";
import { isLive } from "./state.js";

const SIGNALS = ["HUP", "USR1", "USR2", "INT", "TERM", "QUIT", "CONT", "STOP", "WINCH"];

export function JobActions({ row }) {
  const operator = useOperator();
  const likely = actionsFor(row.state);
  const more = ["enable", "disable"].filter((name) => !likely.includes(name) && (name === "disable") === (row.state !== "DISABLED"));
  const live = isLive(row.state);
  const button = (name) => html`<${ActionButton} key=${name} class=${name === likely[0] ? "primary" : ""} data-action=${name} allowed=${operator}
    onClick=${() => call(row, name)}><${Icon} name=${ACTIONS[name].icon} size=${16} />${ACTIONS[name].label}<//>`;
  const kill = async () => {
    const yes = await confirm({ title: "Kill " + visible(row.key) + "?", yes: "Kill it", danger: true,
      body: html`<p>Its processes end at once and cannot save anything. The job stays down.</p>` });
    if (yes) call(row, "forceStop");
  };
  const plain = (operation, label, allowed = true) => html`<${ActionButton} class="small" data-action=${operation} allowed=${operator} disabled=${!allowed} onClick=${() => call(row, operation)}>${label}<//>`;
  return html`<div class="job-actions" role="group" aria-label="Actions">${likely.map(button)}
    <details class="menu"><summary><${Icon} name="more" /><span>More</span></summary><div class="menu-body">
      ${more.map((name) => plain(name, ACTIONS[name].label))}
      ${plain("reload", "Reload its own configuration", live)}
      ${plain("resetFailures", "Reset failures")}
      ${plain("rotateLogs", "Rotate logs")}
      <${Signal} row=${row} operator=${operator} live=${live} />
      ${templateOf(row) && html`<${ActionButton} class="small danger" data-action="removeInstance" allowed=${operator} onClick=${() => removeInstance(row)}>Remove this instance<//>`}
      <${ActionButton} class="small danger" data-action="forceStop" allowed=${operator} disabled=${!live} onClick=${kill}>Kill<//>
    </div></details></div>`;
}

function Signal({ row, operator, live }) {
  const [name, setName] = useState("HUP");
  return html`<span class="signal"><select aria-label="Signal" value=${name} onChange=${(event) => setName(event.target.value)}>${SIGNALS.map((each) => html`<option selected=${each === name}>${each}</option>`)}</select>
    <${ActionButton} class="small" data-action="signal" allowed=${operator} disabled=${!live} onClick=${() => call(row, "signal", name)}>Send signal<//></span>`;
}

/** A line to the standard input; what becomes of it shows in the log. */
export function InputLine({ row }) {
  const operator = useOperator();
  const [text, setText] = useState("");
  const send = async (event) => {
    event.preventDefault();
    if (operator && (await call(row, "writeLine", text))) setText("");
  };
  return html`<form class="input-line" onSubmit=${send}><label><span class="sr">Line to the standard input</span>
    <input placeholder="A line to its standard input" value=${text} disabled=${!operator} title=${operator ? "" : READ_ONLY} spellcheck="false" autocomplete="off"
      onInput=${(event) => setText(event.target.value)} /></label><button class="small" disabled=${!operator}>Send</button></form>`;
}
