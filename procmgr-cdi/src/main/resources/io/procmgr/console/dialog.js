// Dialogs are the browser's own: they keep the focus within, close by Escape, and give the focus back.
import { html, useLayoutEffect, useRef } from "./vendor/preact.js";
import { store, useStore } from "./store.js";

const current = store({ dialog: undefined });

/** Shows a dialog; content is a function that gets what closes it. */
export function show(title, content, answered = () => {}) {
  current.set({ dialog: { title, content, answered } });
}

/** Asks; true if the user says yes. */
export function confirm({ title, body, yes, danger = false }) {
  return new Promise((resolve) => {
    show(title, (close) => html`${body}
      <div class="buttons">
        <button type="button" autofocus=${danger} onClick=${() => close(false)}>Cancel</button>
        <button type="button" autofocus=${!danger} class=${danger ? "danger" : "primary"} onClick=${() => close(true)}>${yes}</button>
      </div>`, resolve);
  });
}

export function Dialogs() {
  const dialog = useStore(current, (value) => value.dialog);
  const element = useRef(null);
  useLayoutEffect(() => {
    if (dialog && !element.current.open) element.current.showModal();
  }, [dialog]);
  if (!dialog) return null;
  let answer = false;
  const close = (value) => {
    answer = value;
    element.current.close();
  };
  const closed = () => {
    current.set({ dialog: undefined });
    dialog.answered(answer);
  };
  return html`<dialog ref=${element} aria-labelledby="dialog-title" onClose=${closed}>
    <h2 id="dialog-title">${dialog.title}</h2>${dialog.content(close)}</dialog>`;
}
