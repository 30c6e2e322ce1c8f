// Keys for the whole page. Not while somebody types, and not with a modifier: those are the browser's.
import { useEffect } from "./vendor/preact.js";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** keys: from the name of a key to what it does. */
export function useKeys(keys, given = []) {
  useEffect(() => {
    const pressed = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector("dialog[open]") || event.target.closest?.(TYPING)) return;
      const act = keys[event.key];
      if (act && act(event) !== false) event.preventDefault();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, given);
}
