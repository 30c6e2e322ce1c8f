// The log of a job as it is written. It follows while the end is in view; scrolled up it reads nothing more, and goes on where it
// stopped: the cursor holds. Lines are put into the page by hand, since there are many and they never change.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";
import { visible } from "./format.js";
import { Icon } from "./icons.js";
import { useKeys } from "./keys.js";
import { lineJoiner, matches, shownLine } from "./log-lines.js";
import { ask, exec } from "./mbeans.js";
import { route, setParams } from "./route.js";
import { useStore } from "./store.js";

const PACE_MILLIS = 1_000;
const FIRST_LINES = 500;
const MOST_LINES = 3_000;
const PIECE_BYTES = 65_536;
/** Behind by more than this, it goes to the end. */
const MOST_PIECES = 16;
const AT_END_PIXELS = 30;

export function LogView({ row, separate }) {
  const stream = useStore(route, (value) => (value.params.get("stream") === "stderr" ? "stderr" : "stdout"));
  const [text, setText] = useState("");
  const [following, setFollowing] = useState(true);
  const [told, setTold] = useState({ lines: 0, found: 0, trouble: "" });
  const pane = useRef(null);
  const box = useRef(null);
  const log = useRef(null);
  useEffect(() => {
    log.current = new Log(row.mbean, stream, pane.current, setTold, setFollowing);
    log.current.search(text);
    log.current.begin();
    return () => log.current.end();
  }, [row.mbean, stream]);
  useEffect(() => log.current?.search(text), [text]);
  const follow = () => log.current.toEnd();
  useKeys({ "/": () => box.current.focus(), f: follow });
  const escape = (event) => event.key === "Escape" && (setText(""), box.current.blur());
  const segment = (name) => html`<button type="button" aria-pressed=${stream === name} onClick=${() => setParams({ stream: name === "stderr" ? name : "" })}>${name}</button>`;
  return html`<div class="title"><h2>Log</h2>
      ${separate && html`<div class="segments" role="group" aria-label="Stream">${segment("stdout")}${segment("stderr")}</div>`}
      <label class="search"><${Icon} name="search" size=${16} /><span class="sr">Show only lines with</span>
        <input ref=${box} type="search" placeholder="Search  ( / )" value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${escape} spellcheck="false" autocomplete="off" /></label>
      <span class="hint" role="status">${text ? told.found + " of " + told.lines + " lines" : following ? "following" : "paused"}</span></div>
    <div class="log-frame"><div class="log" ref=${pane} tabindex="0" role="log" aria-live="off" aria-label=${"Log, " + stream}></div>
      ${told.lines === 0 && html`<p class="empty">${told.trouble ? visible(told.trouble) : "Nothing was written yet."}</p>`}
      ${!following && html`<button type="button" class="small primary follow" onClick=${follow}><${Icon} name="down" size=${16} />Follow</button>`}</div>`;
}

/** What is shown of one stream, and where to read on. */
class Log {
  constructor(mbean, stream, pane, tell, tellFollowing) {
    Object.assign(this, { mbean, stream, pane, tell, tellFollowing });
    this.cursor = "";
    this.wanted = "";
    this.following = true;
    this.trouble = "";
    this.found = 0;
    this.ended = false;
  }

  begin() {
    this.pane.replaceChildren();
    this.scrolled = () => this.look();
    this.pane.addEventListener("scroll", this.scrolled, { passive: true });
    this.look();
    this.run();
  }

  end() {
    this.ended = true;
    clearTimeout(this.timer);
    this.pane.removeEventListener("scroll", this.scrolled);
  }

  async run() {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    try {
      if (!document.hidden && this.following) await (this.cursor ? this.readOn() : this.readTail());
      this.trouble = "";
    } catch (e) {
      this.trouble = e.message;
    }
    this.busy = false;
    if (this.ended) return;
    this.report();
    this.timer = setTimeout(() => this.run(), PACE_MILLIS);
  }

  async readTail() {
    const chunk = await ask(exec(this.mbean, "readLogTail", this.stream, FIRST_LINES));
    this.join = lineJoiner();
    this.take(chunk);
  }

  async readOn() {
    for (let piece = 0; piece < MOST_PIECES && !this.ended; piece++) {
      const chunk = await ask(exec(this.mbean, "readLog", this.stream, this.cursor, PIECE_BYTES));
      this.take(chunk);
      if (chunk.text === "") return;
    }
    if (this.ended) return;
    this.add(["… lines were left out: the job writes faster than they can be shown …"]);
    await this.readTail();
  }

  take({ text, cursor }) {
    if (this.ended) return;
    this.cursor = cursor;
    if (text) this.add(this.join(text));
  }

  add(raw) {
    // the event of a scroll may be yet to come
    this.look();
    const lines = document.createDocumentFragment();
    for (const each of raw.slice(-MOST_LINES)) {
      const line = document.createElement("div");
      line.textContent = shownLine(each);
      if (this.wanted) this.mark(line);
      lines.append(line);
    }
    this.pane.append(lines);
    while (this.pane.childElementCount > MOST_LINES) this.remove(this.pane.firstElementChild);
    if (this.following) this.pane.scrollTop = this.pane.scrollHeight;
  }

  remove(line) {
    if (this.wanted && !line.hidden) this.found--;
    line.remove();
  }

  /** Shows only the lines with this text, and marks it. */
  search(text) {
    this.wanted = text;
    this.found = 0;
    for (const line of this.pane.children) {
      line.hidden = false;
      if (line.childElementCount > 0) line.textContent = line.textContent;
      if (text) this.mark(line);
    }
    if (this.following) this.pane.scrollTop = this.pane.scrollHeight;
    this.report();
  }

  mark(line) {
    const text = line.textContent;
    const found = matches(text, this.wanted);
    line.hidden = found.length === 0;
    if (line.hidden) return;
    this.found++;
    let at = 0;
    line.textContent = "";
    for (const [from, to] of found) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      line.append(text.slice(at, from), mark);
      at = to;
    }
    line.append(text.slice(at));
  }

  look() {
    const { scrollTop, clientHeight, scrollHeight } = this.pane;
    const following = scrollHeight - clientHeight - scrollTop < AT_END_PIXELS;
    if (following === this.following) return;
    this.following = following;
    this.tellFollowing(following);
    if (following) this.run();
  }

  toEnd() {
    this.pane.scrollTop = this.pane.scrollHeight;
  }

  report() {
    this.tell({ lines: this.pane.childElementCount, found: this.found, trouble: this.trouble });
  }
}
