// The keys, shown by ?
import { html } from "./vendor/preact.js";
import { show } from "./dialog.js";

const KEYS = [["/", "Filter the jobs, or search the log"], ["j  ↓", "Next job"], ["k  ↑", "Previous job"], ["Enter", "Open the job"],
  ["x", "Select the job; with Shift, all up to it"], ["Esc", "Leave the filter; close a dialog"], ["u", "From a job back to the list"],
  ["f", "Follow the log again"], ["?", "This help"]];

export function showHelp() {
  show("Keys", (close) => html`<dl class="keys">${KEYS.map(([keys, what]) => html`<div><dt>${keys.split("  ").map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd></div>`)}</dl>
    <div class="buttons"><button type="button" autofocus class="primary" onClick=${() => close()}>Close</button></div>`);
}
