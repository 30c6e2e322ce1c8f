// Instances of templates: made by name, and forgotten. What they run is said by the template, in the files.
import { html } from "./vendor/preact.js";
import { ActionButton, useOperator } from "./actions.js";
import { confirm, show } from "./dialog.js";
import { visible, visibleLines } from "./format.js";
import { Icon } from "./icons.js";
import { jobs } from "./jobs.js";
import { ask, exec } from "./mbeans.js";
import { notice } from "./notices.js";
import { soon } from "./poll.js";
import { go } from "./route.js";
import { useStore } from "./store.js";

const NAME = "[A-Za-z0-9_][A-Za-z0-9_\\-]{0,31}";

async function call(operation, template, instance) {
  try {
    notice(visibleLines(await ask(exec(jobs.get().supervisor, operation, template, instance))), "good");
    return true;
  } catch (e) {
    notice(visibleLines(e.message), "bad");
    return false;
  } finally {
    soon();
  }
}

/** A button, if there is a template. */
export function NewInstance() {
  const templates = useStore(jobs, ({ facts }) => facts.Templates);
  const operator = useOperator();
  if (!templates?.length) return null;
  const open = () => show("Start an instance", (close) => html`<${Form} templates=${templates} close=${close} />`);
  return html`<${ActionButton} class="small" allowed=${operator} onClick=${open}><${Icon} name="add" size=${16} />Instance<//>`;
}

function Form({ templates, close }) {
  const submit = (event) => {
    event.preventDefault();
    const { template, instance } = event.target.elements;
    call("startInstance", template.value, instance.value);
    close(true);
  };
  return html`<form class="fields" onSubmit=${submit}>
    <label>Template<select name="template">${templates.map((each) => html`<option value=${each}>${visible(each)}</option>`)}</select></label>
    <label>Name of the instance<input name="instance" required autofocus pattern=${NAME} maxlength="32" spellcheck="false" autocomplete="off"
      title="1 to 32 of A-Z a-z 0-9 _ - and not - first" /></label>
    <div class="buttons"><button type="button" onClick=${() => close(false)}>Cancel</button><button class="primary">Start</button></div></form>`;
}

/** The template of a job, if it is an instance of one. */
export function templateOf(row) {
  const template = row.instance ? row.name.slice(0, -row.instance.length) : "";
  return jobs.get().facts.Templates?.includes(template) ? template : "";
}

/** Stops an instance and forgets it, if the user means it. */
export async function removeInstance(row) {
  const yes = await confirm({ title: "Remove " + visible(row.key) + "?", yes: "Remove it", danger: true,
    body: html`<p>It is stopped and forgotten. Its log files stay.</p>` });
  if (yes && (await call("removeInstance", templateOf(row), row.instance))) go("#/");
}
