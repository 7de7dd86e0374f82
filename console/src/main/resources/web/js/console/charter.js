// The charter in force: what it demands, what came before, and how to propose another.

import { Empty, html, Problem, Sheet, Tag, useState } from '../ui.js';
import { getJson, postJson } from '../api.js';
import { useFresh } from './live.js';
import { Facts, named, Outcome, Time } from './parts.js';

function Tiers({ tiers }) {
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label="Tiers">
    <table class="list"><thead><tr><th scope="col">tier</th><th scope="col">applies when</th><th scope="col">demands</th><th scope="col">open for</th></tr></thead>
      <tbody>${tiers.map(tier => html`<tr key=${tier.name}><th scope="row">${tier.name}</th><td><code>${tier.when || 'always'}</code></td>
        <td>${tier.approvals} approvals${tier.named?.length ? html`, among them ${tier.named.map(named).join(', ')}` : ''}</td>
        <td class="number">${tier.deadlineMillis ? `${tier.deadlineMillis / 1000} s` : '–'}</td></tr>`)}</tbody></table>
    </div>`;
}

function Diff({ changes }) {
  if (changes.length === 0) return html`<p class="soft">They mean the same.</p>`;
  return html`<ul class="diff">${changes.map((change, i) => html`<li key=${i}>
    <${Tag} tone=${change.direction === 'loosened' ? 'bad' : change.direction === 'tightened' ? 'good' : 'none'}>${change.direction ?? 'changed'}<//>
    ${' '}<code>${change.path ?? change.where}</code> ${change.text ?? `${change.before ?? '–'} → ${change.after ?? '–'}`}</li>`)}</ul>`;
}

function Propose({ current }) {
  const [text, setText] = useState(current);
  const [state, setState] = useState({});
  const run = path => async event => {
    event.preventDefault();
    setState({ busy: true });
    try {
      const { value } = await postJson(path, { charter: text }, { Prefer: 'wait=20' });
      setState(path.endsWith('diff') ? { changes: value.changes } : { answer: value });
    } catch (problem) {
      setState({ problem });
    }
  };
  return html`
    <${Sheet} title="Propose another" level=${2}>
      <p>A charter is changed as anything else is decided: the replicas check it, vote, and it holds from a sequence number on. What was asked for under the old one ends under the old one.</p>
      <form>
        <div class="field"><label for="charter-text">Charter, as YAML</label>
          <textarea id="charter-text" rows="14" spellcheck="false" value=${text} onInput=${event => setText(event.target.value)} aria-invalid=${state.problem ? 'true' : undefined}></textarea></div>
        <div class="row"><button onClick=${run('/v1/charter/diff')} disabled=${state.busy}>Show what would change</button>
          <button class="primary" onClick=${run('/v1/charter/proposals')} disabled=${state.busy}>${state.busy ? 'Waiting…' : 'Propose it'}</button></div>
      </form>
      <div role="status">
        ${state.problem && html`<${Problem} error=${state.problem}>${state.problem.line && html` <span class="number">Line ${state.problem.line}, column ${state.problem.column}.</span>`}<//>`}
        ${state.changes && html`<${Diff} changes=${state.changes} />`}
        ${state.answer && html`<p class="notice">${state.answer.outcome ? html`<${Outcome} value=${state.answer.outcome} /> ` : 'Not decided yet. '}${state.answer.id != null && html`<a href=${`#/console/decisions/${state.answer.id}`}>See the decision</a>`}</p>`}
      </div>
    <//>`;
}

export function CharterPage() {
  const { value, error } = useFresh(() => getJson('/v1/charter'), ['charter', 'decision'], [], 1000);
  if (!value) return error ? html`<${Problem} error=${error} />` : html`<${Empty}>Reading…<//>`;
  const history = value.history ?? [];
  return html`
    <${Sheet} title="In force" level=${2}><${Facts} of=${[['version', html`<b class="number" data-version=${value.version}>${value.version}</b>`], ['digest', html`<code>${value.digest}</code>`]]} /><//>
    <${Sheet} title="Tiers" level=${2}><${Tiers} tiers=${value.tiers} /><//>
    <${Sheet} title="History" level=${2}>
      ${history.length === 0 ? html`<p class="soft">It has not been changed since the group was founded.</p>`
        : html`<ol class="timeline">${history.map(each => html`<li key=${each.version}>version <b>${each.version}</b> ${each.sequence != null ? `from sequence ${each.sequence}` : 'at the founding'} <code class="small">${String(each.digest).slice(0, 16)}…</code> ${each.at ? html`<${Time} millis=${each.at} />` : ''}${each.decision != null ? html` <a href=${`#/console/decisions/${each.decision}`}>decided</a>` : ''}</li>`)}</ol>`}
    <//>
    ${value.text && html`<${Propose} key=${value.version} current=${value.text} />`}`;
}
