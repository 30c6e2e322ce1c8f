// The way in: a token, or a name and a password.
import { html, useEffect, useRef, useState } from "./vendor/preact.js";
import { basic, bearer, session, signIn } from "./session.js";
import { useStore } from "./store.js";

export function SignIn() {
  const { reason } = useStore(session);
  const [way, setWay] = useState("token");
  const first = useRef(null);
  useEffect(() => first.current?.focus(), [way]);
  const submit = (event) => {
    event.preventDefault();
    const of = (name) => event.target.elements[name].value;
    signIn(way === "token" ? bearer(of("token")) : basic(of("user"), of("password")));
  };
  const tab = (name, label) => html`<button type="button" aria-pressed=${way === name} onClick=${() => setWay(name)}>${label}</button>`;
  return html`<main class="sign-in"><form class="card" onSubmit=${submit}>
    <p class="brand"><img src="icon.svg" alt="" width="36" height="36" /> procmgr</p>
    <h1 tabindex="-1">Sign in</h1>
    <div class="segments" role="group" aria-label="How to sign in">${tab("token", "Token")}${tab("user", "User and password")}</div>
    ${way === "token" ? html`<label key="token">Token<input ref=${first} name="token" type="password" required autocomplete="off" spellcheck="false" /></label>
      <p class="hint">It is in <code>operator.token</code>, or <code>viewer.token</code>, in the state directory. <code>procmgr console --token</code> prints a link with it.</p>`
    : html`<label key="user">User<input ref=${first} name="user" required autocomplete="username" spellcheck="false" autocapitalize="none" /></label>
      <label key="password">Password<input name="password" type="password" required autocomplete="current-password" /></label>`}
    <p class="error" role="alert">${reason}</p>
    <button class="primary" type="submit">Sign in</button>
    <p class="hint">Kept in this tab only, until it is closed or you sign out.</p>
  </form></main>`;
}
