// Requests to our own origin. Paths are relative: a proxy may have put all of it below a path of its own.
import { session, signOut } from "./session.js";

const ROLE = "Procmgr-Role";
const PATIENCE_MILLIS = 15_000;

/** The supervisor says no; the message says why. */
export class Refused extends Error {}

/** There is no answer. */
export class Unreachable extends Error {}

function headers() {
  const { authorization } = session.get();
  return authorization ? { Authorization: authorization } : {};
}

async function send(path, options) {
  const sentWith = session.get().authorization;
  let answer;
  try {
    answer = await fetch("../" + path, { redirect: "error", cache: "no-store", ...options });
  } catch (e) {
    throw new Unreachable(e.name === "TimeoutError" ? "no answer within 15 s" : "no connection");
  }
  if (answer.status === 401) {
    if (session.get().authorization === sentWith) {
      signOut(sentWith ? "This token or password is not accepted." : "");
    }
    throw new Refused("not signed in");
  }
  if (answer.status === 429) {
    signOut("Too many wrong tries: wait " + (answer.headers.get("Retry-After") ?? "some") + " seconds, then sign in.");
    throw new Refused("too many wrong tries");
  }
  if ([502, 503, 504].includes(answer.status)) throw new Unreachable("HTTP " + answer.status);
  const role = answer.headers.get(ROLE) ?? "";
  if (session.get().status !== "in" || session.get().role !== role) session.set({ status: "in", role });
  return answer;
}

/** Sends JSON, and tells what comes back. */
export async function post(body) {
  const answer = await send("jolokia", {
    method: "POST",
    headers: { ...headers(), "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  try {
    return await answer.json();
  } catch (e) {
    throw new Unreachable("the answer cannot be read (HTTP " + answer.status + ")");
  }
}

/** An answer that does not end. */
export async function open(path, signal) {
  const answer = await send(path, { headers: headers(), signal });
  if (!answer.ok || !answer.body) throw new Refused("HTTP " + answer.status);
  return answer;
}
