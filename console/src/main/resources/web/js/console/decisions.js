// The stream of decisions, with filter and search, and one decision whole.

import { brief, Empty, Hex, html, Problem, Sheet, Tag, useLoaded, useMemo, useState, Value } from '../ui.js';
import { useDecisions } from './search.js';
import { getJson, getText } from '../api.js';
import { encodeText, toHex } from '../proof/bytes.js';
import { sha3 } from '../proof/hashes.js';
import { shownJson } from '../shown/text.js';
import { Json, Warnings } from '../shown/value.js';
import { ProofInHand } from '../walkthrough/proof.js';
import { useFresh } from './live.js';
import { Answer, Facts, named, Outcome, Time } from './parts.js';

function Filter({ filter, setFilter }) {
  const set = name => event => setFilter({ ...filter, [name]: event.target.value });
  return html`
    <form class="row filter" role="search" onSubmit=${event => event.preventDefault()}>
      <label class="field"><span class="label">Outcome</span>
        <select value=${filter.outcome} onChange=${set('outcome')}>
          <option value="">all</option><option>APPROVED</option><option>DENIED</option><option>EXPIRED</option>
        </select></label>
      <label class="field"><span class="label">Tool</span><input value=${filter.tool} onChange=${set('tool')} placeholder="shell" /></label>
      <label class="field grow"><span class="label">Text in the action</span><input type="search" value=${filter.text} onInput=${set('text')} placeholder="rm -rf" /></label>
    </form>`;
}

const Line = ({ decision }) => html`
  <tr data-outcome=${decision.outcome}>
    <td><a href=${`#/console/decisions/${decision.id}`}>#${decision.index}</a></td>
    <td><${Outcome} value=${decision.outcome} /></td>
    <td class="action"><code class="clip"><${Json} text=${decision.text} /></code></td>
    <td class="answers">${Object.entries(decision.verdicts).map(([name, answer]) => html`<${Answer} key=${name} value=${answer} name=${named(name)} />`)}</td>
    <td data-head="tier"><${Value} text=${decision.tier} /></td>
    <td class="small"><${Time} millis=${decision.requestedAt} /></td>
  </tr>`;

/** How far it was looked, and what that says. */
function Looked({ of: { lines, size, next, busy, error, isFiltered } }) {
  const looked = size - (next ?? 0);
  const whole = next == null;
  let words = null;
  if (busy) words = 'Looking…';
  else if (error) words = null;
  else if (lines.length === 0 && whole) words = isFiltered ? `No decision fits: all ${size} entries were looked at.` : 'Nothing has been decided yet.';
  else if (isFiltered) words = whole ? `All ${size} entries were looked at.` : `The latest ${looked} of ${size} entries were looked at${lines.length === 0 ? ': no decision among them fits' : ''}.`;
  return html`<p class="looked small soft" role="status" data-busy=${busy ? 'true' : 'false'}>${words}</p>`;
}

function List() {
  const [filter, setFilter] = useState({ outcome: '', tool: '', text: '' });
  const search = useDecisions(filter);
  const { lines, next, busy, error, more } = search;
  return html`
    <${Filter} filter=${filter} setFilter=${setFilter} />
    ${error && html`<${Problem} error=${error} />`}
    <${Looked} of=${search} />
    ${lines.length > 0 && html`
      <div class="table-frame" tabindex="0" role="region" aria-label="Decisions">
        <table class="list"><thead><tr><th scope="col">entry</th><th scope="col">outcome</th><th scope="col">action</th><th scope="col">verdicts</th><th scope="col">tier</th><th scope="col">asked</th></tr></thead>
        <tbody>${lines.map(each => html`<${Line} key=${each.id} decision=${each} />`)}</tbody></table>
      </div>`}
    ${next != null && html`<p><button onClick=${more} disabled=${busy}>${lines.length > 0 ? 'Older ones' : 'Look further back'}</button></p>`}`;
}

function Verdicts({ verdicts }) {
  return html`<ul class="verdicts">${verdicts.map(each => html`
    <li key=${each.replica}>
      <div><strong>${named(each.replica)}</strong> <${Answer} value=${each.answer} /> <code><${Value} text=${each.reasonCode} /></code></div>
      <p><${Value} text=${each.explanation} /></p>
      <p class="small soft">judge ${named(each.judge.split('@')[0])} <${Hex} value=${each.judge.split('@')[1]} length=${8} />, charter ${each.charterVersion}</p>
    </li>`)}</ul>`;
}

function Timeline({ decision }) {
  const steps = decision.timeline ?? [];
  if (steps.length === 0) return html`<p class="soft small">When each phase was reached is kept only for decisions made since the server started.</p>`;
  return html`<ol class="timeline">${steps.map((step, i) => html`<li key=${i}><span class="number small soft">+${(step.micros / 1000).toFixed(2)} ms</span> <strong>${step.phase}</strong> ${named(step.replica)}${step.view > 0 && html` <span class="small soft">in view ${step.view}</span>`}</li>`)}</ol>`;
}

function Receipt({ receipt }) {
  if (!receipt) return html`<p class="soft">No receipt: it has not been run through an executor of this group, or has not ended yet.</p>`;
  return html`<${Facts} of=${Object.entries(receipt).map(([name, value]) => [name, typeof value === 'object' ? html`<code><${Json} text=${JSON.stringify(value)} /></code>` : html`<${Value} text=${value} />`])} />`;
}

/** The very bytes: what is spelled out stands for the one character that it names, all else for itself. */
function Signed({ text, hash }) {
  const [shown, here] = useMemo(() => [shownJson(text), toHex(sha3(encodeText(text)))], [text]);
  return html`
    <${Sheet} title="The action, byte for byte as it was signed" level=${2}>
      <${Warnings} shown=${shown} />
      <pre class="signed"><${Json} shown=${shown} /></pre>
      <p class="small soft">SHA3-256, computed here: <code>${here}</code> ${here === hash ? html`<${Tag} tone="good">is the request’s<//>` : html`<${Tag} tone="bad">is not the request’s<//>`}</p>
    <//>`;
}

function One({ id }) {
  const { value: decision, error } = useFresh(() => getJson(`/v1/decisions/${encodeURIComponent(id)}`), ['decision'], [id], 2000);
  // The page may be opened before there is a decision, and its proof comes with it.
  const at = decision?.proof ?? null;
  const proof = useLoaded(async signal => {
    if (!at) return null;
    const proofText = await getText(at, signal);
    // A group that has changed since has another file in each epoch.
    const groupText = await getText(`/v1/group?epoch=${Number(JSON.parse(proofText).group.epoch)}`, signal);
    const { epoch: latestEpoch } = await getJson('/v1/group', signal);
    return { proofText, groupText, latestEpoch };
  }, [at]);
  if (error && !decision) return html`<${Problem} error=${error}><a href="#/console/decisions">All decisions</a><//>`;
  if (!decision) return html`<${Empty}>Reading the ledger…<//>`;
  if (decision.status === 'PENDING') return html`<${Empty}>Not decided yet: somebody is still being asked.<//>`;
  const { request } = decision;
  return html`
    <p><a href="#/console/decisions">← All decisions</a></p>
    <p class="row"><${Outcome} value=${decision.outcome} /> <span>entry <b class="number">#${decision.index}</b>, sequence <b class="number">${decision.sequence}</b>, view <b class="number">${decision.view}</b>, led by <b>${named(decision.leader)}</b>, signed by ${decision.commits.map(named).join(', ')}</span></p>
    <${Signed} text=${decision.actionText} hash=${request.actionHash} />
    <div class="two">
      <div class="stack">
        <${Sheet} title="Verdicts" level=${2}><${Verdicts} verdicts=${decision.verdicts} /><//>
        <${Sheet} title="Request" level=${2}><${Facts} of=${[
          ['executor', html`<${Value} text=${request.executor} />`], ['tier', request.tier], ['charter', request.charterVersion],
          ['from', html`<${Time} millis=${request.notBeforeMillis} />`], ['until', html`<${Time} millis=${request.deadlineMillis} />`],
          ['client', html`<${Hex} value=${request.client} />`], ['number', request.number], ['digest', html`<code>${brief(request.digest, 16)}</code>`],
        ]} /><//>
      </div>
      <div class="stack">
        <${Sheet} title="Phases" level=${2}><${Timeline} decision=${decision} /><//>
        <${Sheet} title="Receipt" level=${2}><${Receipt} receipt=${decision.receipt} /><//>
      </div>
    </div>
    ${proof.value && html`<${ProofInHand} name=${`decision-${id}`} ...${proof.value} stepMillis=${60} />`}
    ${proof.error && html`<${Problem} error=${proof.error} />`}`;
}

export const Decisions = ({ route }) => (route[0] ? html`<${One} key=${route[0]} id=${route[0]} />` : html`<${List} />`);
