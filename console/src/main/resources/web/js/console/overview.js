// The cluster as it is now: replicas, a place to ask, what was decided of late, how long it takes.

import { html, Empty, Problem, Sheet, useEffect, useRef, useState } from '../ui.js';
import { shownJson } from '../shown/text.js';
import { Json, Warnings } from '../shown/value.js';
import { getJson, getText, postJson } from '../api.js';
import { may } from '../session.js';
import { useFresh } from './live.js';
import { Happenings } from './happenings.js';
import { named, Outcome } from './parts.js';
import { latencyOf, LatencyPlot, OutcomePlot } from './plots.js';
import { Replica } from './replica.js';

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
        <${Warnings} shown=${shownJson(text.replaceAll('\n', ' '))} />
        <button class="primary" disabled=${busy}>${busy ? 'Four replicas decide…' : 'Decide'}</button>
      </form>
      <div id="ask-answer" role="status">
        ${problem && html`<${Problem} error=${problem}>${problem.line && html` <span class="number">Line ${problem.line}, column ${problem.column}.</span>`}<//>`}
        ${answer?.status === 'PENDING' && html`<p class="notice wait">Not decided yet: somebody is still being asked. It will show up here and under Decisions.</p>`}
        ${answer?.status === 'DECIDED' && html`<p><${Outcome} value=${answer.outcome} /> at sequence ${answer.sequence}, view ${answer.view}. <a href=${`#/console/decisions/${answer.id}`}>See the whole decision</a></p>`}
      </div>
    <//>`;
}

function Banner({ cluster }) {
  const leader = cluster.replicas.find(each => each.name === cluster.leader);
  const headless = leader?.health === 'HALTED';
  return html`
    <div class=${`banner notice ${cluster.ready && !headless ? 'good' : 'wait'}`} role="status" data-view=${cluster.view} data-leader=${cluster.leader} data-ready=${cluster.ready}>
      <strong>${!cluster.ready ? 'No quorum at work: nothing can be approved now' : headless ? 'Ready, without a leader: the next request makes the others change the view' : 'Ready'}</strong>
      <span>view <b class="number">${cluster.view}</b>, ${headless ? 'whose leader has halted,' : 'led by'} <b>${named(cluster.leader)}</b></span>
      <span>quorum <b class="number">${cluster.quorum}</b> of ${cluster.replicas.length}</span>
      <span>group <b>${cluster.group.name}</b>, epoch ${cluster.group.epoch}, ${cluster.group.mode}</span>
    </div>`;
}

export function Overview() {
  const cluster = useFresh(() => getJson('/v1/replicas'), ['view', 'executed', 'halted', 'started', 'evidence', 'verdicts']);
  const recent = useFresh(() => getJson('/v1/decisions?limit=50'), ['decision']);
  const metrics = useFresh(() => getText('/metrics'), ['decision'], [], 1500);
  const independence = useFresh(() => getJson('/v1/independence'), ['decision'], [], 2000);
  const { value } = cluster;
  if (!value) return cluster.error ? html`<${Problem} error=${cluster.error} />` : html`<${Empty}>Asking the replicas…<//>`;
  const decisions = recent.value?.decisions ?? [];
  return html`
    ${cluster.error && html`<${Problem} error=${cluster.error}>What is shown below is what was last known.<//>`}
    <${Banner} cluster=${value} />
    <div class="replicas">${value.replicas.map(replica => html`<${Replica} key=${replica.name} replica=${replica} cluster=${value} onDone=${cluster.reload} />`)}</div>
    <${Happenings} />
    <div class="two">
      ${may('submit') && html`<${Ask} />`}
      <${Sheet} title="Decided of late" level=${2}>
        ${!recent.value ? html`<p class="soft">Reading…</p>` : recent.value.size === 0 ? html`<p class="soft">Nothing yet.</p>`
          : html`<ul class="recent">${decisions.slice(0, 8).map(each => html`<li key=${each.id}><a href=${`#/console/decisions/${each.id}`}>#${each.index}</a> <${Outcome} value=${each.outcome} /> <code class="clip"><${Json} text=${each.text} /></code></li>`)}</ul>`}
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
