// Light and dark as the system has it, or as the user says; that is no secret and outlives the tab.
import { store } from "./store.js";

const KEY = "procmgr.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** choice: auto, light or dark; shown: light or dark. */
export const theme = store(of(localStorage.getItem(KEY) ?? "auto"));

function of(choice) {
  return { choice, shown: choice === "auto" ? (dark.matches ? "dark" : "light") : choice };
}

function show(value) {
  document.documentElement.dataset.theme = value.choice;
  theme.set(value);
}

export function toggleTheme() {
  const choice = theme.get().shown === "dark" ? "light" : "dark";
  localStorage.setItem(KEY, choice);
  show(of(choice));
}

dark.addEventListener("change", () => show(of(theme.get().choice)));
show(theme.get());
