// What became of what was asked: said in a corner, and to screen readers.
import { html, useEffect } from "./vendor/preact.js";
import { store, useStore } from "./store.js";
import { Icon } from "./icons.js";

const SHOWN_MILLIS = 6_000;
const MOST = 4;

const notices = store({ list: [], next: 1 });

/** tone: good, bad or plain; what is bad stays until it is closed. */
export function notice(text, tone = "plain") {
  const { list, next } = notices.get();
  notices.set({ list: [...list, { id: next, text, tone }].slice(-MOST), next: next + 1 });
}

const close = (id) => notices.set({ list: notices.get().list.filter((each) => each.id !== id) });

export function Notices() {
  const list = useStore(notices, (value) => value.list);
  return html`<div class="notices" role="status" aria-live="polite">
    ${list.map((each) => html`<${Notice} key=${each.id} ...${each} />`)}</div>`;
}

function Notice({ id, text, tone }) {
  useEffect(() => {
    if (tone === "bad") return undefined;
    const timer = setTimeout(() => close(id), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [id]);
  return html`<div class=${"notice " + tone}><span>${text}</span>
    <button class="quiet icon-only" aria-label="Close this message" onClick=${() => close(id)}><${Icon} name="close" size=${16} /></button></div>`;
}
