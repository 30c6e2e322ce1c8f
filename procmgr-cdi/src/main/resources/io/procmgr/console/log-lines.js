// Turns what a log says into lines that can be shown: bounded, and harmless. Pure.
import { visible } from "./format.js";

/** Of one line; a line can be as long as the disk is large. */
const MOST_CHARACTERS = 4_000;

/** Escape sequences of terminals: colours, cursor, titles. */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** A line as it is shown. */
export function shownLine(raw) {
  const cut = raw.length > MOST_CHARACTERS;
  const text = visible((cut ? raw.slice(0, MOST_CHARACTERS) : raw).replace(/\r$/, "").replace(ESCAPES, ""));
  return cut ? text + " … (cut after " + MOST_CHARACTERS.toLocaleString("en") + " characters)" : text;
}

/** Puts pieces of text together to whole lines; what has no end yet waits, and of that no more than can be shown. */
export function lineJoiner() {
  let begun = "";
  return (piece) => {
    const parts = (begun + piece).split("\n");
    begun = parts.pop().slice(0, 2 * MOST_CHARACTERS);
    return parts;
  };
}

/** Where the words that are searched for stand in a line: [from, to], not overlapping. */
export function matches(text, wanted) {
  const found = [];
  const where = text.toLowerCase();
  const what = wanted.toLowerCase();
  for (let at = where.indexOf(what); what && at >= 0 && found.length < 100; at = where.indexOf(what, at + what.length)) {
    found.push([at, at + what.length]);
  }
  return found;
}
