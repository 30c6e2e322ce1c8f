// All jobs. Only the rows in view, and some around, are in the page: a thousand jobs cost what thirty do.
import { html, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./vendor/preact.js";
import { useOperator } from "./actions.js";
import { BulkBar } from "./bulk.js";
import { filtered, sorted, stateCounts, tagCounts } from "./filter.js";
import { count, visible } from "./format.js";
import { Icon } from "./icons.js";
import { NewInstance } from "./instances.js";
import { figureOf, jobs } from "./jobs.js";
import { useKeys } from "./keys.js";
import { allJobs, read } from "./mbeans.js";
import { join } from "./poll.js";
import { route, setParams } from "./route.js";
import { Row } from "./row.js";
import { StateBadge } from "./state.js";
import { store, useStore } from "./store.js";

const COLUMNS = [["name", "Name"], ["state", "State"], ["uptime", "Uptime"], ["cpu", "CPU"], ["memory", "Memory"],
  ["restarts", "Restarts"], ["pid", "PID"]];
const AROUND = 6;
const phone = matchMedia("(max-width: 720px)");

/** Selected jobs, by key; kept while other pages are on view. */
const selection = store({ keys: new Set(), last: "" });

export function ListPage() {
  const { rows, figures, takenAt } = useStore(jobs);
  const params = useStore(route, (value) => value.params);
  const operator = useOperator();
  const { keys } = useStore(selection);
  const [text, state, tag] = ["q", "state", "tag"].map((name) => params.get(name) ?? "");
  const column = params.get("sort") ?? "name";
  const descending = params.get("order") === "down";
  const byFigures = column === "cpu" || column === "memory" ? figures : null;
  // sorted first: that is what costs, and it need not be done again for each letter of a filter
  const inOrder = useMemo(() => sorted(rows, column, descending, figures), [rows, column, descending, byFigures]);
  const shown = useMemo(() => filtered(inOrder, { text, state, tag }), [inOrder, text, state, tag]);
  const selected = useMemo(() => rows.filter((row) => keys.has(row.key)), [rows, keys]);
  const filter = [text && "text: " + text, state && "state: " + state.toLowerCase(), tag && "tag: " + tag].filter(Boolean).join(", ");
  return html`<main class="page list-page">
    <h1 class="sr" tabindex="-1">Jobs</h1>
    <${Filters} rows=${rows} shown=${shown.length} text=${text} state=${state} tag=${tag} />
    <${BulkBar} rows=${shown} selected=${selected} filter=${visible(filter)} operator=${operator} onClear=${() => selection.set({ keys: new Set() })} />
    <${Table} rows=${shown} figures=${figures} keys=${keys} column=${column} descending=${descending} operator=${operator} />
    ${shown.length === 0 && takenAt > 0 && html`<p class="empty">${rows.length === 0 ? "No job is defined." : "No job matches the filter."}
      ${rows.length > 0 && html` <button type="button" class="small" onClick=${() => setParams({ q: "", state: "", tag: "" })}>Show all</button>`}</p>`}
  </main>`;
}

function Filters({ rows, shown, text, state, tag }) {
  const box = useRef(null);
  const states = useMemo(() => stateCounts(rows), [rows]);
  const tags = useMemo(() => tagCounts(rows), [rows]);
  useKeys({ "/": () => box.current.focus() });
  const typed = (event) => setParams({ q: event.target.value });
  const key = (event) => event.key === "Escape" && (setParams({ q: "" }), box.current.blur());
  const chip = (value, children, number) => html`<button type="button" class="chip" aria-pressed=${state === value}
    onClick=${() => setParams({ state: state === value ? "" : value })}>${children} <b>${count(number)}</b></button>`;
  return html`<div class="filters" role="search">
    <label class="search"><${Icon} name="search" /><span class="sr">Filter by name, description or tag</span>
      <input ref=${box} type="search" placeholder="Filter  ( / )" value=${text} onInput=${typed} onKeyDown=${key} spellcheck="false" autocomplete="off" /></label>
    <div class="chips" role="group" aria-label="Filter by state">${chip("", "All", rows.length)}${states.map(([word, number]) => chip(word, html`<${StateBadge} state=${word} />`, number))}</div>
    <${NewInstance} />
    ${tags.length > 0 && html`<label class="tags"><span class="sr">Filter by tag</span><select value=${tag} onChange=${(event) => setParams({ tag: event.target.value })}>
      <option value="">All tags</option>${tags.map(([word, number]) => html`<option value=${word} selected=${word === tag}>${visible(word)} (${number})</option>`)}</select></label>`}
    <span class="sr" role="status">${count(shown)} of ${count(rows.length)} jobs shown</span>
  </div>`;
}

function Table({ rows, figures, keys, column, descending, operator }) {
  const scroller = useRef(null);
  const view = useView(scroller);
  const active = useRef(0);
  const height = view.phone ? 62 : 46;
  const first = Math.max(0, Math.floor(view.top / height) - AROUND);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / height) + AROUND);
  const inView = rows.slice(first, last);
  useFigures(inView, rows, column);
  const focus = useFocusedRow(scroller, rows, height, active);
  const select = useCallback((row, event) => selectRow(rows, row, event), [rows]);
  useKeys({
    j: () => focus(active.current + (inList(scroller) ? 1 : 0)), ArrowDown: () => focus(active.current + (inList(scroller) ? 1 : 0)),
    k: () => focus(active.current - 1), ArrowUp: () => focus(active.current - 1),
    Home: () => inList(scroller) && focus(0), End: () => inList(scroller) && focus(rows.length - 1),
    x: (event) => inList(scroller) && rows[active.current] && selectRow(rows, rows[active.current], event),
  }, [rows, height]);
  const everyone = rows.length > 0 && rows.every((row) => keys.has(row.key));
  const all = () => selection.set({ keys: everyone ? new Set() : new Set(rows.map((row) => row.key)) });
  const sort = (name) => setParams({ sort: name === "name" ? "" : name,
    order: (name === column ? !descending : ["cpu", "memory", "restarts", "uptime"].includes(name)) ? "down" : "" });
  return html`<div class="table" role="table" aria-label="Jobs" aria-rowcount=${rows.length + 1}>
    <div role="rowgroup" class="head"><div role="row" class="row" aria-rowindex="1">
      <div role="columnheader" class="c-select"><label class="tick"><input type="checkbox" checked=${everyone} aria-label="Select all jobs shown" onClick=${all} /></label></div>
      ${COLUMNS.map(([name, label]) => html`<div role="columnheader" key=${name} class=${"c-" + name}
        aria-sort=${name === column ? (descending ? "descending" : "ascending") : "none"}><button type="button" class="sort" onClick=${() => sort(name)}>${label}
        <span class="arrow">${name === column && html`<${Icon} name=${descending ? "down" : "up"} size=${12} />`}</span></button></div>`)}
      <div role="columnheader" class="c-tags">Tags</div>
      <div role="columnheader" class="c-actions"><span class="sr">Actions</span></div>
    </div></div>
    <div role="rowgroup" class="body" ref=${scroller}>
      <div role="presentation" class="filler" style=${{ height: rows.length * height + "px" }}>
        <div role="presentation" style=${{ transform: "translateY(" + first * height + "px)" }}>
          ${inView.map((row, i) => html`<${Row} key=${row.key} row=${row} figure=${figureOf(figures, row.key)} index=${first + i} height=${height}
            selected=${keys.has(row.key)} operator=${operator} onSelect=${select} onFocus=${(index) => (active.current = index)} />`)}
        </div></div></div></div>`;
}

const inList = (scroller) => scroller.current.contains(document.activeElement);

/** What of the list is seen. */
function useView(scroller) {
  const [view, setView] = useState({ top: 0, height: 800, phone: phone.matches });
  useLayoutEffect(() => {
    const element = scroller.current;
    let waiting = 0;
    const look = () => {
      waiting = 0;
      setView({ top: element.scrollTop, height: element.clientHeight, phone: phone.matches });
    };
    const later = () => (waiting ||= requestAnimationFrame(look));
    const observer = new ResizeObserver(later);
    observer.observe(element);
    element.addEventListener("scroll", later, { passive: true });
    phone.addEventListener("change", later);
    look();
    return () => {
      cancelAnimationFrame(waiting);
      observer.disconnect();
      element.removeEventListener("scroll", later);
      phone.removeEventListener("change", later);
    };
  }, []);
  return view;
}

/** CPU and memory of the rows in view; of all, only if the list is sorted by them. */
function useFigures(inView, rows, column) {
  const wanted = useRef([]);
  wanted.current = inView.filter((row) => row.pid > 0).map((row) => row);
  const everyone = column === "cpu" || column === "memory";
  useEffect(() => join({
    requests: () => everyone ? [read(allJobs(jobs.get().supervisor), "CpuPercent", "ResidentBytes")]
      : wanted.current.map((row) => read(row.mbean, "CpuPercent", "ResidentBytes")),
    take(values) {
      const names = new Map(jobs.get().rows.map((row) => [row.mbean, row.key]));
      const figures = everyone ? new Map() : new Map(jobs.get().figures);
      const put = (mbean, value) => names.has(mbean) && figures.set(names.get(mbean), { cpu: value.CpuPercent, memory: value.ResidentBytes });
      if (everyone && !(values[0] instanceof Error)) Object.entries(values[0]).forEach(([mbean, value]) => put(mbean, value));
      if (!everyone) values.forEach((value, i) => value instanceof Error || (wanted.current[i] && put(wanted.current[i].mbean, value)));
      jobs.set({ figures });
    },
  }), [everyone]);
}

/** Moves the focus to a row, which may have to be brought into view before it exists. */
function useFocusedRow(scroller, rows, height, active) {
  return (index) => {
    const wanted = Math.max(0, Math.min(rows.length - 1, index));
    if (rows.length === 0) return;
    active.current = wanted;
    const element = scroller.current;
    const [top, bottom] = [wanted * height, (wanted + 1) * height];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    const link = () => element.querySelector('[data-index="' + wanted + '"] a');
    if (link()) link().focus({ preventScroll: true });
    else setTimeout(() => link()?.focus({ preventScroll: true }), 60);
  };
}

/** Selects or clears one; with Shift all from the last one on. */
function selectRow(rows, row, event) {
  const { keys, last } = selection.get();
  const next = new Set(keys);
  const on = !keys.has(row.key);
  const from = event.shiftKey ? rows.findIndex((each) => each.key === last) : -1;
  const to = rows.indexOf(row);
  const range = from < 0 ? [row] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  range.forEach((each) => (on ? next.add(each.key) : next.delete(each.key)));
  selection.set({ keys: next, last: row.key });
}
