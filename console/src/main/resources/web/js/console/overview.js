// The cluster as it is now: replicas, a place to ask, what was decided of late, how long it takes.

import { html, Empty, Hex, Problem, Sheet, Tag, useEffect, useRef, useState } from '../ui.js';
import { getJson, getText, postJson } from '../api.js';
import { useFresh } from './live.js';
import { Answer, named, Outcome } from './parts.js';
import { latencyOf, LatencyPlot, OutcomePlot } from './plots.js';

const HEALTH = {
  WELL: ['good', 'well'],
  BEHIND: ['wait', 'behind'],
  CHANGING_VIEW: ['wait', 'changing view'],
  HALTED: ['bad', 'halted'],
};

function Replica({ replica }) {
  const [tone, word] = HEALTH[replica.health] ?? ['none', String(replica.health).toLowerCase()];
  return html`
    <article class=${`replica sheet ${replica.leader ? 'leads' : ''}`} aria-label=${named(replica.name)} data-replica=${replica.name} data-health=${replica.health}>
      <header><h3>${named(replica.name)}</h3><${Tag} tone=${tone}>${word}<//></header>
      <p class="small soft">${replica.leader ? html`<strong>leads view ${replica.view}</strong>` : html`in view ${replica.view}`} · judge <strong>${named(replica.judge.name)}</strong></p>
      <dl class="pairs small">
        <div><dt>executed</dt><dd class="number">${replica.executed}</dd></div>
        <div><dt>lag</dt><dd class="number">${replica.lag}</dd></div>
        <div><dt>key</dt><dd><${Hex} value=${replica.key} length=${8} /></dd></div>
        <div><dt>operator</dt><dd>${replica.operator}</dd></div>
      </dl>
      ${replica.haltedBecause && html`<p class="notice bad small">${replica.haltedBecause}</p>`}
      ${replica.equivocations > 0 && html`<p class="notice liar small">≠ convicted of ${replica.equivocations} equivocation${replica.equivocations > 1 ? 's' : ''}</p>`}
      <div class="last-verdicts" aria-label="last verdicts">
        ${replica.lastVerdicts.length === 0 ? html`<span class="small soft">no verdict yet</span>`
          : replica.lastVerdicts.slice(0, 4).map((each, i) => html`<span key=${i} title=${each.explanation}><${Answer} value=${each.answer} name=${each.reasonCode} /></span>`)}
      </div>
    </article>`;
}

const AGAIN_MILLIS = 1000;
const EXAMPLE = '{"kind":"execute_tool","tool":"shell","command":"ls -la /tmp"}';

function Ask() {
  const [text, setText] = useState(EXAMPLE);
  const [state, setState] = useState({ busy: false, answer: null, problem: null });
  const asked = useRef(null);
  useEffect(() => () => (asked.current = null), []);
  const ask = async event => {
    event.preventDefault();
    asked.current = event;
    setState({ busy: true, answer: null, problem: null });
    try {
      let { value: answer, location } = await postJson('/v1/decisions', text, { Prefer: 'wait=20' });
      setState({ busy: false, answer, problem: null });
      while (answer.status === 'PENDING' && asked.current === event) {
        await new Promise(later => setTimeout(later, AGAIN_MILLIS));
        answer = await getJson(location);
        if (asked.current === event) setState({ busy: false, answer, problem: null });
      }
    } catch (problem) {
      setState({ busy: false, answer: null, problem });
    }
  };
  const { busy, answer, problem } = state;
  return html`
    <${Sheet} title="Ask the gate" level=${2}>
      <form onSubmit=${ask}>
        <div class="field">
          <label for="ask-action">Action, as JSON</label>
          <textarea id="ask-action" rows="3" spellcheck="false" value=${text} onInput=${event => setText(event.target.value)}
            aria-invalid=${problem?.line ? 'true' : undefined} aria-describedby="ask-answer"></textarea>
        </div>
        <button class="primary" disabled=${busy}>${busy ? 'Four replicas decide…' : 'Decide'}</button>
      </form>
      <div id="ask-answer" role="status">
        ${problem && html`<${Problem} error=${problem}>${problem.line && html` <span class="number">Line ${problem.line}, column ${problem.column}.</span>`}<//>`}
        ${answer?.status === 'PENDING' && html`<p class="notice wait">Not decided yet: somebody is still being asked. It will show up here and under Decisions.</p>`}
        ${answer?.status === 'DECIDED' && html`<p><${Outcome} value=${answer.outcome} /> at sequence ${answer.sequence}, view ${answer.view}. <a href=${`#/console/decisions/${answer.id}`}>See the whole decision</a></p>`}
      </div>
    <//>`;
}

export function Overview() {
  const cluster = useFresh(() => getJson('/v1/replicas'), ['view', 'executed', 'halted', 'evidence', 'verdicts']);
  const recent = useFresh(() => getJson('/v1/decisions?limit=50'), ['decision']);
  const metrics = useFresh(() => getText('/metrics'), ['decision'], [], 1500);
  const independence = useFresh(() => getJson('/v1/independence'), ['decision'], [], 2000);
  const { value } = cluster;
  if (!value) return cluster.error ? html`<${Problem} error=${cluster.error} />` : html`<${Empty}>Asking the replicas…<//>`;
  const decisions = recent.value?.decisions ?? [];
  return html`
    ${cluster.error && html`<${Problem} error=${cluster.error}>What is shown below is what was last known.<//>`}
    <div class=${`banner notice ${value.ready ? 'good' : 'wait'}`} role="status" data-view=${value.view} data-leader=${value.leader}>
      <strong>${value.ready ? 'Ready' : 'No quorum at work: nothing can be approved now'}</strong>
      <span>view <b class="number">${value.view}</b>, led by <b>${named(value.leader)}</b></span>
      <span>quorum <b class="number">${value.quorum}</b> of ${value.replicas.length}</span>
      <span>group <b>${value.group.name}</b>, epoch ${value.group.epoch}, ${value.group.mode}</span>
    </div>
    <div class="replicas">${value.replicas.map(replica => html`<${Replica} key=${replica.name} replica=${replica} />`)}</div>
    <div class="two">
      <${Ask} />
      <${Sheet} title="Decided of late" level=${2}>
        ${decisions.length === 0 ? html`<p class="soft">Nothing yet. Ask the gate.</p>`
          : html`<ul class="recent">${decisions.slice(0, 8).map(each => html`<li key=${each.id}><a href=${`#/console/decisions/${each.id}`}>#${each.index}</a> <${Outcome} value=${each.outcome} /> <code class="clip">${each.text}</code></li>`)}</ul>`}
      <//>
    </div>
    <div class="two">
      <${Sheet} title="Outcomes" level=${2}><${OutcomePlot} decisions=${decisions} /><//>
      <${Sheet} title="Time to a decision" level=${2}><${LatencyPlot} of=${latencyOf(metrics.value)} /><//>
    </div>
    <${Independence} state=${independence} />`;
}

function Independence({ state }) {
  const { value } = state;
  if (!value) return null;
  return html`
    <${Sheet} title="Effective number of independent votes" level=${2}>
      ${value.effective == null
        ? html`<p>Too few decisions to tell: ${value.decisions} of the ${value.needed ?? 'number'} needed. Judges that always agree count as one, however many there are.</p>`
        : html`<p class="big number">${Number(value.effective).toFixed(2)} <span class="small soft">of ${value.judges ?? 4} judges, over ${value.decisions} decisions</span></p>`}
    <//>`;
}
