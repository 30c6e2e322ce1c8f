// JMX over HTTP as Jolokia speaks it: requests, several at once, and what is made of the answers.
import { Refused, post } from "./door.js";

const DOMAIN = "procmgr";

export const read = (mbean, ...attribute) => ({ type: "read", mbean, attribute });
export const exec = (mbean, operation, ...args) => ({ type: "exec", mbean, operation, arguments: args });

/** Jolokia puts the class of the exception before its message; the message is for people. */
function reason(answer) {
  return String(answer.error ?? "HTTP " + answer.status)
    .replace(/^(?:[\w$]+\.)+[\w$]+ : /, "")
    .replace(/^(?:javax\.management\.\w+: )?(?:[\w$]+\.)+[\w$]*(?:Exception|Error): /, "");
}

function valueOf(answer) {
  return answer?.status === 200 ? answer.value : new Refused(reason(answer ?? {}));
}

/** Asks several things at once; an answer that is no value is an Error in its place. */
export async function askAll(requests) {
  if (requests.length === 0) return [];
  const answers = await post(requests);
  if (!Array.isArray(answers)) throw new Refused(reason(answers));
  return answers.map(valueOf);
}

/** Asks one thing. */
export async function ask(request) {
  const value = valueOf(await post(request));
  if (value instanceof Error) throw value;
  return value;
}

/** The names of all supervisors behind this door: one, but for a server with several applications. */
export async function findSupervisors() {
  return ask({ type: "search", mbean: DOMAIN + ":type=Supervisor,*" });
}

/** All jobs of the same supervisor. */
export function allJobs(supervisor) {
  const app = keyOf(supervisor, "app");
  return DOMAIN + ":type=Process," + (app ? "app=" + app + "," : "") + "*";
}

/** The name of one job's MBean; the name of an instance is worker@2. */
export function jobName(supervisor, name, instance) {
  const app = keyOf(supervisor, "app");
  return DOMAIN + ":type=Process," + (app ? "app=" + app + "," : "") + "name="
    + encoded(instance ? name.slice(0, -instance.length - 1) : name) + (instance ? ",instance=" + instance : "");
}

function keyOf(objectName, key) {
  const properties = objectName.slice(objectName.indexOf(":") + 1).split(",");
  return properties.find((each) => each.startsWith(key + "="))?.slice(key.length + 1) ?? "";
}

/** As in docs/mbeans.md: whatever is not in [A-Za-z0-9_.-] stands as %XX. */
function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*~]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
}
