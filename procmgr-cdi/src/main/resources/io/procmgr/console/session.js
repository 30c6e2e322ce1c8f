// Who is signed in. What opens the door stays in this tab (sessionStorage) and is sent to our own origin only.
import { decoded } from "./format.js";
import { store } from "./store.js";

const KEY = "procmgr.authorization";

/** status: trying, in, out; reason: why it is out. */
export const session = store({ status: "trying", reason: "", role: "", authorization: takeFromAddress() ?? kept() });

function kept() {
  return sessionStorage.getItem(KEY) ?? "";
}

/** `#token=…` of a link: taken out of the address, and of the history, before anything else. */
function takeFromAddress() {
  const found = /^#token=(.+)$/.exec(location.hash);
  if (!found) return undefined;
  history.replaceState(null, "", location.pathname + "#/");
  const authorization = bearer(decoded(found[1]));
  sessionStorage.setItem(KEY, authorization);
  return authorization;
}

/** Such a link was followed in a tab that has the console already. */
addEventListener("hashchange", () => {
  const authorization = takeFromAddress();
  if (authorization) signIn(authorization);
});

/** What no header can carry is no token, and left out: the door then says that it is not accepted. */
export function bearer(token) {
  return "Bearer " + token.replace(/[^\x21-\x7e]/g, "");
}

export function basic(user, password) {
  const bytes = new TextEncoder().encode(user + ":" + password);
  return "Basic " + btoa(String.fromCharCode(...bytes));
}

export function signIn(authorization) {
  sessionStorage.setItem(KEY, authorization);
  session.set({ authorization, status: "trying", reason: "" });
}

/** Forgets what opened the door. */
export function signOut(reason = "") {
  sessionStorage.removeItem(KEY);
  session.set({ authorization: "", status: "out", reason, role: "" });
}

export function isOperator(role) {
  return role !== "viewer";
}
