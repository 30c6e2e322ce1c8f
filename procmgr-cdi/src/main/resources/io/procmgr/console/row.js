// One job in the list.
import { html } from "./vendor/preact.js";
import { RowActions } from "./actions.js";
import { addressOf } from "./route.js";
import { bytes, count, duration, percent, time, utc, visible } from "./format.js";
import { StateBadge } from "./state.js";

export function Row({ row, figure, index, height, selected, operator, onSelect, onFocus }) {
  const label = visible(row.key);
  const uptime = row.startedAt ? duration(Date.now() - row.startedAt) : "";
  return html`<div role="row" class=${"row" + (selected ? " selected" : "")} aria-rowindex=${index + 2}
      aria-selected=${selected} data-index=${index} style=${{ height: height + "px" }}>
    <div role="cell" class="c-select"><label class="tick"><input type="checkbox" checked=${selected} tabindex="-1"
      aria-label=${"Select " + label} onClick=${(event) => onSelect(row, event)} /></label></div>
    <div role="cell" class="c-name"><a href=${addressOf(row.key)} onFocus=${() => onFocus(index)}><bdi>${label}</bdi></a>
      <span class="under"><span class="c-phone">${uptime || row.exit} </span><span class="about" title=${visible(row.description)}>${visible(row.description)}</span></span></div>
    <div role="cell" class="c-state"><${StateBadge} state=${row.state} /></div>
    <div role="cell" class="c-uptime" title=${row.startedAt ? time(row.startedAt) + ", " + utc(row.startedAt) : visible(row.exit)}>${uptime || html`<span class="exit">${visible(row.exit)}</span>`}</div>
    <div role="cell" class="c-cpu">${row.pid > 0 ? percent(figure.cpu) : ""}</div>
    <div role="cell" class="c-memory">${row.pid > 0 ? bytes(figure.memory) : ""}</div>
    <div role="cell" class=${"c-restarts" + (row.restarts ? "" : " zero")}>${count(row.restarts)}</div>
    <div role="cell" class="c-pid">${row.pid > 0 ? row.pid : ""}</div>
    <div role="cell" class="c-tags">${row.tags.slice(0, 3).map((tag) => html`<span class="tag">${visible(tag)}</span>`)}</div>
    <div role="cell" class="c-actions"><${RowActions} row=${row} operator=${operator} /></div>
  </div>`;
}
