// The page on view is the fragment of the address: #/job/web?stream=stderr
import { decoded } from "./format.js";
import { store } from "./store.js";

export const route = store(parse());

let list = "#/";

/** Where the list was last, with its filter. */
export const listAddress = () => list;
route.watch(({ page }) => page === "jobs" && (list = location.hash || "#/"));

function parse() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
  const words = path.split("/").filter(Boolean).map(decoded);
  return { page: words[0] ?? "jobs", job: words[1] ?? "", params: new URLSearchParams(query) };
}

addEventListener("hashchange", () => route.set(parse()));

/** Changes what stands behind the question mark; an empty value takes it away. No step in the history. */
export function setParams(changes) {
  const params = new URLSearchParams(route.get().params);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const path = location.hash.split("?")[0] || "#/";
  const query = params.toString();
  history.replaceState(null, "", path + (query ? "?" + query : ""));
  route.set({ params });
}

export const addressOf = (key) => "#/job/" + encodeURIComponent(key);

export function go(address) {
  location.hash = address;
}
