// Texts for people. What comes from jobs is made visible: control characters and what turns the direction of text do not act.

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The text, with each character that would not be seen, or would move others, as its code. */
export function visible(text) {
  return String(text).replace(HIDDEN, (c) => (c === "\t" ? c : "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")));
}

/** The same for a text of several lines. */
export const visibleLines = (text) => String(text).split("\n").map(visible).join("\n");

/** A part of an address; as it stands if it was not encoded rightly. */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (e) {
    return text;
  }
}

/** An age: the two largest units. */
export function duration(millis) {
  if (!(millis >= 0)) return "";
  const seconds = Math.floor(millis / 1000);
  const parts = [[Math.floor(seconds / 86400), "d"], [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "m"], [seconds % 60, "s"]];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return "0s";
  return parts.slice(first, first + 2).map(([count, unit]) => count + unit).join(" ");
}

export function bytes(count) {
  if (!(count >= 0)) return "";
  const units = ["B", "KB", "MB", "GB", "TB"];
  let size = count;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return (unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)) + " " + units[unit];
}

export function percent(value) {
  return value >= 0 ? (value >= 10 ? Math.round(value) : value.toFixed(1)) + " %" : "";
}

export const count = (number) => Number(number).toLocaleString("en");

export const many = (number, one, more = one + "s") => count(number) + " " + (number === 1 ? one : more);

const pad = (number) => String(number).padStart(2, "0");

/** Local time; the day only if it is another one than today. */
export function time(millis) {
  if (!(millis > 0)) return "";
  const date = new Date(millis);
  const clock = pad(date.getHours()) + ":" + pad(date.getMinutes()) + ":" + pad(date.getSeconds());
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock : date.getFullYear() + "-" + pad(date.getMonth() + 1) + "-" + pad(date.getDate()) + " " + clock;
}

/** For the title of a time. */
export const utc = (millis) => (millis > 0 ? new Date(millis).toISOString() + " (UTC)" : "");
