// The charter in force: what it demands, what came before, and how to propose another.

import { Empty, Hex, html, Problem, Sheet, Tag, useState, Value } from '../ui.js';
import { shownText } from '../shown/text.js';
import { Warnings } from '../shown/value.js';
import { getJson, postJson } from '../api.js';
import { may } from '../session.js';
import { useFresh } from './live.js';
import { Facts, named, Outcome, Time } from './parts.js';

/** The members of a match in the words that a reader of the page needs, in the order of the charter's documentation. */
const MATCHED = {
  category: 'category', kind: 'kind', tool: 'tool', client: 'asked by', executor: 'run by',
  paths: 'touches a path', hosts: 'reaches a host', programs: 'runs a program',
};

const patterns = list => list.map((each, i) => html`${i > 0 && ' or '}<code><${Value} text=${each} /></code>`);

function Applies({ tier, last }) {
  if (last) return html`<span>whatever no tier above takes</span>`;
  const rows = Object.entries(MATCHED).filter(([name]) => tier.match[name]).map(([name, words]) => [words, patterns(tier.match[name])]);
  const named = Object.entries(tier.match.arguments ?? {}).map(([name, list]) => [html`argument <code><${Value} text=${name} /></code>`, patterns(list)]);
  const when = tier.when.trim();
  return html`<ul class="match">
    ${[...rows, ...named].map(([words, shown], i) => html`<li key=${i}>${i > 0 && html`<span class="soft">and </span>`}${words} ${shown}</li>`)}
    ${when && html`<li>${rows.length + named.length > 0 && html`<span class="soft">and </span>`}when <pre>${when.split('\n').map((line, i) => html`${i > 0 && html`<br />`}<${Value} text=${line} />`)}</pre></li>`}
  </ul>`;
}

function Demand({ tier }) {
  return html`
    <strong>${tier.demand}</strong>
    <div class="small soft">${tier.demand === 'observe' ? 'recorded and proven, not judged' : html`${tier.approvals} approvals${tier.named.length > 0 ? `, among them ${tier.named.map(named).join(', ')}` : ''}`}</div>
    ${tier.shadow && html`<div class="small"><${Tag} tone="wait">shadow mode<//> <span class="soft">not enforced; it would have been: ${tier.shadow.APPROVED} approved, ${tier.shadow.DENIED} denied, ${tier.shadow.EXPIRED} expired</span></div>`}`;
}

const span = millis => (millis % 86_400_000 === 0 ? `${millis / 86_400_000} d` : millis % 3_600_000 === 0 ? `${millis / 3_600_000} h` : `${millis / 1000} s`);

function Tiers({ tiers }) {
  return html`
    <p class="soft">The first tier that fits decides. Replicas find it for themselves.</p>
    <div class="table-frame" tabindex="0" role="region" aria-label="Tiers">
    <table class="list tiers"><thead><tr><th scope="col">tier</th><th scope="col">takes an action whose</th><th scope="col">demands</th><th scope="col">open for</th><th scope="col">a judge has</th></tr></thead>
      <tbody>${tiers.map((tier, i) => html`<tr key=${tier.name} data-tier=${tier.name}><th scope="row">${tier.name}</th><td class="wide"><${Applies} tier=${tier} last=${i === tiers.length - 1} /></td>
        <td class="wide" data-head="demands"><${Demand} tier=${tier} /></td>
        <td class="number" data-head="open for">${span(tier.deadlineMillis)}</td><td class="number" data-head="a judge has">${span(tier.judgeMillis)}</td></tr>`)}</tbody></table>
    </div>`;
}

function History({ history }) {
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label="Versions">
    <table class="list"><thead><tr><th scope="col">version</th><th scope="col">came by</th><th scope="col">asked</th><th scope="col">sequence</th><th scope="col">digest</th></tr></thead>
      <tbody>${history.map(each => html`<tr key=${each.version} data-version=${each.version}>
        <th scope="row" class="number" data-head="version">${each.version}</th>
        <td>${each.decision == null ? 'the founding' : html`<a href=${`#/console/decisions/${each.decision}`}>entry #${each.decision}</a>`}</td>
        <td data-head="asked"><${Time} millis=${each.askedAt} /></td>
        <td class="number" data-head="sequence">${each.sequence ?? '–'}</td>
        <td data-head="digest">${each.digest ? html`<${Hex} value=${each.digest} length=${16} />` : html`<span class="soft" title="Kept for versions that requests may still name">no longer kept</span>`}</td>
      </tr>`)}</tbody></table>
    </div>
    ${history.length === 1 && html`<p class="soft">It has not been changed since the group was founded.</p>`}`;
}

function Diff({ changes }) {
  if (changes.length === 0) return html`<p class="soft">They mean the same.</p>`;
  return html`<ul class="diff">${changes.map((change, i) => html`<li key=${i}>
    <${Tag} tone=${change.direction === 'loosened' ? 'bad' : change.direction === 'tightened' ? 'good' : 'none'}>${change.direction ?? 'changed'}<//>
    ${' '}<code><${Value} text=${change.path} /></code><div class="change"><code><${Value} text=${change.before || 'absent'} /></code> <span aria-label="becomes">→</span> <code><${Value} text=${change.after || 'absent'} /></code></div></li>`)}</ul>`;
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
        <${Warnings} shown=${shownText(text.replaceAll('\n', ' '))} what="This charter" />
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
  return html`
    <${Sheet} title="In force" level=${2}><${Facts} of=${[['version', html`<b class="number" data-version=${value.version}>${value.version}</b>`], ['digest', html`<code>${value.digest}</code>`]]} /><//>
    <${Sheet} title="Tiers" level=${2}><${Tiers} tiers=${value.tiers} /><//>
    <${Sheet} title="History" level=${2}>
      <${History} history=${value.history} />
    <//>
    ${value.text && may('submit') && html`<${Propose} key=${value.version} current=${value.text} />`}`;
}
