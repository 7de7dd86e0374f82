// One replica: how it is, and, where the server runs it, how it is halted and started again to see what the others do.

import { html, Hex, plain, Problem, Tag, useEffect, useRef, useState, Value } from '../ui.js';
import { getJson, postJson } from '../api.js';
import { may, needsToken } from '../session.js';
import { ownDevices, signedOrder } from '../device/key.js';
import { Answer, named } from './parts.js';

const HEALTH = {
  WELL: ['good', 'well'],
  BEHIND: ['wait', 'behind'],
  CHANGING_VIEW: ['wait', 'changing view'],
  HALTED: ['bad', 'halted'],
  VACANT: ['none', 'vacant'],
};

/** This browser as an operator's device, if it is one. */
async function operatorHere() {
  const { group, devices } = await getJson('/v1/devices');
  const own = await ownDevices(group.id);
  const key = own.find(mine => devices.some(each => each.role === 'operator' && each.name === mine.name && each.key === mine.key));
  return key && { key, group };
}

const Secret = ({ value, onInput }) => !needsToken() && html`
  <label class="field"><span class="label">Secret on the server’s terminal</span><input name="secret" autocomplete="off" spellcheck="false" value=${value} onInput=${event => onInput(event.target.value)} /></label>
  <p class="small soft">Not needed where this browser is an operator’s device.</p>`;

function Confirm({ replica, cluster, onYes, onNo }) {
  const [secret, setSecret] = useState('');
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const name = named(replica.name);
  const down = cluster.replicas.filter(each => each.health === 'HALTED' || each.health === 'VACANT').length;
  const spare = cluster.replicas.length - cluster.quorum - down;
  return html`
    <dialog ref=${dialog} class="sheet" aria-labelledby="drill-title" onClose=${onNo}>
      <h2 id="drill-title">Halt ${name}?</h2>
      <p>A drill: it stops as in a crash. What it had in memory is gone, its store is closed, and it sends nothing more. Nothing is lost for good: started again, it comes back with its votes and catches up.</p>
      ${spare > 0
        ? html`<p class="notice wait">The others go on without it${replica.leader ? html`. It leads view <b class="number">${replica.view}</b>: the next request waits until they have changed the view, and has a new leader then` : ''}.</p>`
        : html`<p class="notice bad"><strong>No quorum will be left.</strong> ${down} halted already, and a decision takes ${cluster.quorum} of ${cluster.replicas.length}: nothing is decided until one of them is back.</p>`}
      <${Secret} value=${secret} onInput=${setSecret} />
      <div class="row"><button onClick=${onNo}>Keep it at work</button><button class="danger" onClick=${() => onYes(secret)}>Halt ${name}</button></div>
    </dialog>`;
}

function DrillButton({ replica, cluster, onDone }) {
  const [state, setState] = useState({});
  const [secret, setSecret] = useState('');
  const run = async (what, typed) => {
    setState({ busy: true });
    try {
      const operator = await operatorHere();
      const order = operator ? await signedOrder(operator.key, operator.group, what, replica.name) : typed ? { secret: typed } : {};
      await postJson(`/v1/replicas/${encodeURIComponent(replica.name)}/${what}`, order);
      setState({});
      setSecret('');
    } catch (problem) {
      setState({ problem });
    }
    onDone();
  };
  const name = named(replica.name);
  return html`
    <div class="drill">
      ${replica.startable && html`<${Secret} value=${secret} onInput=${setSecret} /><button class="primary" disabled=${state.busy} onClick=${() => run('start', secret)}>${state.busy ? 'Reading its store…' : `Start ${name} again`}</button>`}
      ${replica.health !== 'HALTED' && replica.health !== 'VACANT' && html`<button disabled=${state.busy} onClick=${() => setState({ asked: true })}>Halt ${name}…</button>`}
      ${state.asked && html`<${Confirm} replica=${replica} cluster=${cluster} onYes=${typed => run('halt', typed)} onNo=${() => setState(before => ({ ...before, asked: false }))} />`}
      ${state.problem && html`<${Problem} error=${state.problem} />`}
    </div>`;
}

export function Replica({ replica, cluster, onDone }) {
  const [tone, word] = HEALTH[replica.health] ?? ['none', String(replica.health).toLowerCase()];
  return html`
    <article class=${`replica sheet ${replica.leader ? 'leads' : ''}`} aria-label=${named(replica.name)} data-replica=${replica.name} data-health=${replica.health} data-executed=${replica.executed}>
      <header><h3>${replica.leader && html`<span class="crown" role="img" aria-label="leader">♛</span>`} ${named(replica.name)}</h3><${Tag} tone=${tone}>${word}<//></header>
      <p class="small soft">${replica.leader ? html`<strong>leads view ${replica.view}</strong>` : html`in view ${replica.view}`} · judge <strong>${named(replica.judge.name)}</strong></p>
      <dl class="pairs small">
        <div><dt>executed</dt><dd class="number">${replica.executed}</dd></div>
        <div><dt>lag</dt><dd class="number">${replica.lag}</dd></div>
        <div><dt>key</dt><dd>${replica.key ? html`<${Hex} value=${replica.key} length=${8} />` : 'none'}</dd></div>
        <div><dt>operator</dt><dd><${Value} text=${replica.operator} /></dd></div>
      </dl>
      ${replica.health === 'VACANT' && html`<p class="notice small wait">Nobody has this seat since the group has changed: it has no vote, and is not waited for.</p>`}
      ${replica.health === 'HALTED' && html`<p class=${`notice small ${replica.startable ? 'wait' : 'bad'}`}>${replica.startable ? 'Halted in a drill: its store is closed, and it is as silent as after a crash.' : html`<${Value} text=${replica.haltedBecause} />`}</p>`}
      ${replica.halt?.record && html`<p class="small">Its record, which holds actions: <${Value} text=${replica.halt.record} /></p>`}
      ${replica.equivocations > 0 && html`<p class="notice liar small">≠ convicted of ${replica.equivocations} equivocation${replica.equivocations > 1 ? 's' : ''}</p>`}
      <div class="last-verdicts" aria-label="last verdicts">
        ${replica.lastVerdicts.length === 0 ? html`<span class="small soft">no verdict yet</span>`
          : replica.lastVerdicts.slice(0, 4).map((each, i) => html`<span key=${i} title=${plain(each.explanation)}><${Answer} value=${each.answer} name=${each.reasonCode} /></span>`)}
      </div>
      ${cluster.drills && may('operate') && html`<${DrillButton} replica=${replica} cluster=${cluster} onDone=${onDone} />`}
    </article>`;
}
