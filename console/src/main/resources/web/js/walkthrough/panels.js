// Beside the picture: the votes against the quorum, the equivocation log, the verdict, the cost.

import { html, Sheet, Tag, Value } from '../ui.js';
import { answers, leaderOf, leadingSlot } from './state.js';
import { shortOf, spoken } from './facts.js';
import { verdictOf } from './words.js';

function Counter({ label, names, needed, of, tone = 'good' }) {
  const reached = names.length >= needed;
  return html`
    <div class="counter">
      <span class="counter-label">${label}</span>
      <span class="pips" aria-hidden="true">${Array.from({ length: of }, (_, i) => html`
        <i key=${i} class=${`${i < names.length ? `on ${tone}` : ''} ${i === needed - 1 ? 'quorum' : ''}`}></i>`)}</span>
      <span class="number"><strong>${names.length}</strong> of ${needed}${reached ? html` <span class=${`reached ${tone}`}>✓</span>` : ''}</span>
    </div>`;
}

export function Votes({ run, state }) {
  const slot = leadingSlot(state);
  // Of what is counted here, which may be of an earlier view than the latest.
  const view = slot?.view ?? state.view;
  const n = run.replicas.length;
  const f = (n - 1) / 3;
  return html`
    <${Sheet} title="Votes against the quorum">
      <${Counter} label="approve" names=${answers(state, 'APPROVE')} needed=${run.counts.quorum} of=${n} />
      <${Counter} label="deny" names=${answers(state, 'DENY')} needed=${f + 1} of=${n} tone="bad" />
      <${Counter} label="prepare" names=${slot?.prepares ?? []} needed=${run.counts.quorum} of=${n} />
      <${Counter} label="commit" names=${slot?.commits ?? []} needed=${run.counts.quorum} of=${n} />
      <dl class="facts">
        <div><dt>view</dt><dd class="number">${view}</dd></div>
        <div><dt>leader</dt><dd>${spoken(leaderOf(run, view))}</dd></div>
        <div><dt>sequence</dt><dd class="number">${slot?.sequence ?? '–'}</dd></div>
        <div><dt>batch</dt><dd><code title=${slot?.digest}>${shortOf(run, slot?.digest)}</code></dd></div>
      </dl>
    <//>`;
}

/** Each equivocation once, with all who found it. */
function convictions(evidence) {
  const all = new Map();
  for (const event of evidence) {
    const known = all.get(`${event.from} ${event.reason}`);
    if (known) known.by.push(event.replica);
    else all.set(`${event.from} ${event.reason}`, { ...event, by: [event.replica] });
  }
  return [...all.values()];
}

export function EquivocationLog({ state }) {
  return html`
    <${Sheet} title="Equivocation log">
      ${state.evidence.length === 0
        ? html`<p class="soft small">So far nobody is known to have signed two things that contradict each other.</p>`
        : html`<ol class="log">${convictions(state.evidence).map((event, i) => html`
            <li key=${i}><${Tag} tone="liar">${spoken(event.from)}<//> <span class="small"><${Value} text=${event.reason} />; found by ${event.by.map(spoken).join(', ')}, first at ${event.at} ms</span></li>`)}</ol>`}
    <//>`;
}

export function Verdict({ run, shown }) {
  const verdict = verdictOf(run);
  return html`
    <section class=${`verdict ${shown ? verdict.tone : 'none'}`} aria-label="Outcome">
      <span class="verdict-word" data-outcome=${shown ? verdict.word : ''}>${shown ? verdict.word : 'undecided'}</span>
      <span class="small">${shown ? verdict.text : 'Until there is a proof, the gate is shut.'}</span>
    </section>`;
}

const micros = value => (value >= 1000 ? `${(value / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} ms` : `${value.toLocaleString('en', { maximumFractionDigits: 1 })} µs`);

export function Cost({ run }) {
  const { cost, baseline } = run;
  return html`
    <${Sheet} title="What this run cost">
      <table class="cost">
        <thead><tr><th scope="col">measured</th><th scope="col">this run</th>${baseline && html`<th scope="col">one unsigned call</th>`}</tr></thead>
        <tbody>
          <tr><th scope="row">processor time</th><td class="number">${micros(cost.micros)}</td>${baseline && html`<td class="number">${micros(baseline.micros)}</td>`}</tr>
          <tr><th scope="row">messages</th><td class="number">${cost.messages}</td>${baseline && html`<td class="number">${baseline.messages ?? 0}</td>`}</tr>
          <tr><th scope="row">signatures made</th><td class="number">${cost.signatures}</td>${baseline && html`<td class="number">0</td>`}</tr>
          <tr><th scope="row">signatures verified</th><td class="number">${cost.verifications}</td>${baseline && html`<td class="number">0</td>`}</tr>
          <tr><th scope="row">virtual time</th><td class="number">${cost.virtualMillis} ms</td>${baseline && html`<td>–</td>`}</tr>
        </tbody>
      </table>
      <p class="small soft">Both measured just now in the same process: four replicas with real keys on one thread${baseline ? ', and one judge called once with nothing signed' : ''}. A first run pays for warming up; run it again.</p>
    <//>`;
}
