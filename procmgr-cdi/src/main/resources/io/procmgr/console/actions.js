// What can be done to jobs, and the doing of it.
import { html } from "./vendor/preact.js";
import { askAll, exec } from "./mbeans.js";
import { isOperator, session } from "./session.js";
import { many, visible, visibleLines } from "./format.js";
import { isLive } from "./state.js";
import { notice } from "./notices.js";
import { soon } from "./poll.js";
import { useStore } from "./store.js";
import { Icon } from "./icons.js";

/** done: what is said of jobs to which it was done. */
export const ACTIONS = {
  start: { label: "Start", icon: "start", done: "Starting" },
  stop: { label: "Stop", icon: "stop", done: "Stopping", danger: true },
  restart: { label: "Restart", icon: "restart", done: "Restarting" },
  enable: { label: "Enable", icon: "enable", done: "Enabling" },
  disable: { label: "Disable", icon: "disable", done: "Disabling", danger: true },
};

/** Those that make sense in a state, the likeliest first. */
export function actionsFor(state) {
  if (state === "DISABLED") return ["enable"];
  return isLive(state) || state === "BACKOFF" || state === "WAITING" ? ["restart", "stop"] : ["start"];
}

export const READ_ONLY = "You are signed in as viewer: this takes the role operator.";

export function useOperator() {
  return useStore(session, ({ role }) => isOperator(role));
}

/** A button for something that only operators may do; a viewer is told why it does nothing. */
export function ActionButton({ onClick, title, children, allowed, ...rest }) {
  const press = (event) => {
    event.stopPropagation();
    if (allowed) onClick(event);
    else notice(READ_ONLY);
  };
  return html`<button type="button" ...${rest} aria-disabled=${allowed ? undefined : "true"}
    title=${allowed ? title : READ_ONLY} onClick=${press}>${children}</button>`;
}

/** The usual buttons of a row. */
export function RowActions({ row, operator }) {
  return html`${actionsFor(row.state).map((name) => {
    const { label, icon } = ACTIONS[name];
    return html`<${ActionButton} key=${name} class="quiet icon-only" allowed=${operator} title=${label}
      aria-label=${label + " " + visible(row.key)} tabindex="-1" onClick=${() => perform(name, [row])}><${Icon} name=${icon} /><//>`;
  })}`;
}

/** Calls an operation of one job, and tells what came of it. True if it was accepted. */
export async function call(row, operation, ...args) {
  try {
    const [said] = await askAll([exec(row.mbean, operation, ...args)]);
    if (said instanceof Error) throw said;
    notice(visible(row.key) + ": " + visibleLines(said), "good");
    return true;
  } catch (e) {
    notice(visible(row.key) + ": " + visibleLines(e.message), "bad");
    return false;
  } finally {
    soon();
  }
}

/** Does one thing to many jobs, exactly to these. */
export async function perform(name, rows) {
  if (rows.length === 1) return call(rows[0], name);
  try {
    const answers = await askAll(rows.map((row) => exec(row.mbean, name)));
    const refused = answers.filter((each) => each instanceof Error);
    const text = ACTIONS[name].done + " " + many(rows.length - refused.length, "job");
    if (refused.length === 0) notice(text + ".", "good");
    else notice(text + "; " + refused.length + " refused: " + visibleLines(refused[0].message), "bad");
  } catch (e) {
    notice(ACTIONS[name].label + ": " + visibleLines(e.message), "bad");
  } finally {
    soon();
  }
  return true;
}
