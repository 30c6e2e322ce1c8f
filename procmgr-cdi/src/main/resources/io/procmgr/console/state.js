// What states are called and how they look: by colour, by shape and by word.
import { html } from "./vendor/preact.js";

/** tone: the colour; shape: what is drawn in the badge; rank: order when sorted by state, trouble first. */
export const STATES = {
  FAILED: { tone: "bad", rank: 0, shape: "M4 4l8 8M12 4l-8 8", text: "given up" },
  BACKOFF: { tone: "warn", rank: 1, shape: "M12.5 8a4.5 4.5 0 1 1-1.5-3.3M12.5 2.5v2.7H9.8", text: "waits before the next start" },
  KILLING: { tone: "warn", rank: 2, shape: "M8 2.5v7M8 12.5v.1", text: "is being killed" },
  STOPPING: { tone: "busy", rank: 3, shape: "M3.5 6l4.5 5l4.5-5", text: "was asked to end" },
  STARTING: { tone: "busy", rank: 4, shape: "M3.5 10l4.5-5l4.5 5", text: "is not ready yet" },
  WAITING: { tone: "busy", rank: 5, shape: "M8 3v5l3 2", text: "is held back" },
  RUNNING: { tone: "good", rank: 6, shape: "M8 7.9v.2", text: "runs" },
  COMPLETED: { tone: "calm", rank: 7, shape: "M3.5 8.5l3 3l6-7", text: "finished, and meant to" },
  STOPPED: { tone: "calm", rank: 8, shape: "M5 5h6v6H5z", text: "at rest" },
  DISABLED: { tone: "off", rank: 9, shape: "M4 12l8-8", text: "not started by anything" },
};

const UNKNOWN = { tone: "off", rank: 10, shape: "M8 8v.1", text: "" };

export const stateOf = (word) => STATES[word] ?? UNKNOWN;

const LIVE = new Set(["STARTING", "RUNNING", "STOPPING", "KILLING"]);
export const isLive = (word) => LIVE.has(word);

export const StateBadge = ({ state }) => {
  const { tone, shape, text } = stateOf(state);
  return html`<span class=${"badge " + tone} title=${text}>
    <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"
      class=${state === "RUNNING" ? "dot" : ""}><path d=${shape} /></svg>
    ${state.charAt(0) + state.slice(1).toLowerCase()}</span>`;
};
