// "Make it lie": the visitor's own action, and what each replica does to it.

import { html, useState, Value } from '../ui.js';

const label = name => name.replaceAll('-', ' ');

/** Where in the text the parser stopped, as the server says it. */
function Where({ problem }) {
  if (!problem.line) return null;
  return html` <span class="number">(line ${problem.line}, column ${problem.column})</span>`;
}

/** @param offered what the server says there is: replicas, behaviours, an action to begin with */
export function MakeItLie({ offered, onRun, busy, problem }) {
  const { replicas, action } = offered;
  const [behaviours, setBehaviours] = useState(() => Object.fromEntries(replicas.map(name => [name, 'honest'])));
  const [text, setText] = useState(action);
  const liars = Object.values(behaviours).filter(each => each !== 'honest').length;
  const submit = event => {
    event.preventDefault();
    onRun(behaviours, text);
  };
  return html`
    <form class="lie sheet" onSubmit=${submit} aria-labelledby="lie-title">
      <h2 id="lie-title">Make it lie</h2>
      <p>Choose what each replica does and what is to be decided. One of four may do anything at all. See what happens with two.</p>
      <div class="lie-grid">
        ${replicas.map(name => html`
          <div class="field" key=${name}>
            <label for=${`lie-${name}`}>${name.replace('_', ' ')}</label>
            <select id=${`lie-${name}`} value=${behaviours[name]} onChange=${event => setBehaviours({ ...behaviours, [name]: event.target.value })}>
              ${offered.behaviours.map(each => html`<option key=${each.name} value=${each.name} title=${each.summary}>${label(each.name)}</option>`)}
            </select>
          </div>`)}
      </div>
      <div class="field">
        <label for="lie-action">The action, as JSON</label>
        <textarea id="lie-action" rows="4" spellcheck="false" value=${text} onInput=${event => setText(event.target.value)}
          aria-invalid=${problem ? 'true' : undefined} aria-describedby=${problem ? 'lie-problem' : undefined}></textarea>
        ${problem && html`<p id="lie-problem" class="notice bad" role="alert"><${Value} text=${problem.detail ?? problem.message} /><${Where} problem=${problem} /></p>`}
      </div>
      <div class="row">
        <button class="primary" disabled=${busy}>${busy ? 'Running…' : 'Run it'}</button>
        <span class="small soft">${liars === 0 ? 'Everyone is honest.' : liars === 1 ? 'One fault: within what four replicas withstand.' : `${liars} faults: more than f = 1. Nothing is promised then, neither a decision nor that there is only one.`}</span>
      </div>
    </form>`;
}
