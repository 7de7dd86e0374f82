// Signing in with a token, where the server asks for one.

import { html, Problem, Sheet, useState } from './ui.js';
import { signIn } from './session.js';

export function SignIn() {
  const [token, setToken] = useState('');
  const [state, setState] = useState({});
  const submit = async event => {
    event.preventDefault();
    setState({ busy: true });
    setToken('');
    try {
      await signIn(token);
    } catch (problem) {
      setState({ problem });
    }
  };
  return html`
    <h1>Sign in</h1>
    <${Sheet} title="With a token" level=${2}>
      <p>This server shows what it decides to those who have a token. Whoever runs it has the file that names them.</p>
      <form class="row filter" onSubmit=${submit}>
        <label class="field"><span class="label">Token</span><input type="password" required autocomplete="current-password" spellcheck="false" value=${token} onInput=${event => setToken(event.target.value)} /></label>
        <button class="primary" disabled=${state.busy}>${state.busy ? 'Asking…' : 'Sign in'}</button>
      </form>
      ${state.problem && html`<${Problem} error=${state.problem} />`}
      <p class="small soft">You stay signed in for eight hours, or half an hour without use. The token is not kept: a cookie that no script can read stands for it.</p>
    <//>`;
}
