// What waits for a person: shown from the very bytes that this browser hashes and signs.

import { Empty, html, Problem, Sheet, Tag, useEffect, useMemo, useRef, useState, Value } from '../ui.js';
import { getJson, postJson } from '../api.js';
import { may } from '../session.js';
import { encodeText, toHex } from '../proof/bytes.js';
import { sha3 } from '../proof/hashes.js';
import { membersOf, shownJson, shownNames } from '../shown/text.js';
import { Json, Warnings } from '../shown/value.js';
import { ownDevices, signedAnswer } from '../device/key.js';
import { Devices } from './devices.js';
import { useFresh } from './live.js';
import { Answer, Facts, named, Outcome, Time } from './parts.js';

/** Seconds left, counted down on the page. */
function useCountdown(untilMillis) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((untilMillis - now) / 1000));
}

/** A member's value: a string as it reads, anything else as it stands there. */
const Member = ({ text, isName }) => html`<code>${text.startsWith('"') ? html`<${Value} shown=${shownNames(JSON.parse(text), isName)} lines=${true} />` : html`<${Json} text=${text} />`}</code>`;

/** The action's members, one a line, in the order of the bytes; what cannot be taken apart is shown as it is. */
function expanded(text) {
  try {
    JSON.parse(text);
  } catch {
    return html`<p class="notice bad">These bytes are no JSON. Deny what you cannot read.</p>`;
  }
  return html`<${Facts} of=${membersOf(text).map(each => [html`<${Value} shown=${shownNames(each.name)} />`, html`<${Member} ...${each} />`])} />`;
}

/** How it stands with a question that waits no more: what the ledger says, and no more than that. */
function Ending({ over, signed, history }) {
  const { decided } = over;
  const entry = decided && html`<a href=${`#/console/decisions/${decided.index}`}>entry #${decided.index}</a>`;
  const counted = history.some(each => each.request === over.request && each.device === over.device);
  if (over.how === 'answered') {
    const mine = signed ? `Signed: ${signed}.` : `Answered by ${over.device}.`;
    if (!decided) return html`<p class="notice wait" role="status" data-over="answered">${mine} It does not stand on the ledger yet.</p>`;
    return counted
      ? html`<p class="notice good" role="status" data-over="on-ledger">${mine} It stands on the ledger, ${entry}: <${Outcome} value=${decided.outcome} /></p>`
      : html`<p class="notice wait" role="status" data-over="too-late">${mine} The outcome came without it, and it is not part of the proof: ${entry}, <${Outcome} value=${decided.outcome} /></p>`;
  }
  return decided
    ? html`<p class="notice wait" role="status" data-over="settled">Closed: the outcome no longer depends on this. ${entry}: <${Outcome} value=${decided.outcome} /></p>`
    : html`<p class="notice wait" role="status" data-over="gone">Closed: the time was up, or it was taken back. Nothing is approved by that.</p>`;
}

function Waiting({ approval, over, group, device, history, reload }) {
  const [state, setState] = useState({});
  const left = useCountdown(approval.untilMillis);
  const hash = useMemo(() => sha3(encodeText(approval.actionText)), [approval.actionText]);
  // Once, and not again at every second of the countdown.
  const action = useMemo(() => {
    const shown = shownJson(approval.actionText);
    return html`<${Warnings} shown=${shown} />${expanded(approval.actionText)}
      <h3>The bytes you sign for</h3><pre class="signed"><${Json} shown=${shown} /></pre>`;
  }, [approval.actionText]);
  const genuine = toHex(hash) === approval.actionHash;
  const answer = async choice => {
    setState({ busy: true });
    try {
      await postJson(`/v1/approvals/${approval.id}`, await signedAnswer(device, group, approval.request.digest, hash, choice));
      setState({ done: choice });
    } catch (problem) {
      setState({ problem });
    }
    reload();
  };
  return html`
    <article class="sheet approval" data-approval=${approval.id} data-device=${approval.device} aria-label=${`For ${approval.device}`}>
      <header class="row"><h2>For ${approval.device}</h2>${over ? html`<${Tag}>closed<//>` : html`<${Tag} tone="wait">${left} s left<//>`}</header>
      ${action}
      <p class="small soft">SHA3-256, computed here: <code>${toHex(hash)}</code> ${genuine ? html`<${Tag} tone="good">is the request’s<//>` : html`<${Tag} tone="bad">is not the request’s<//>`}</p>
      <${Facts} of=${[['may be run by', approval.request.executor], ['tier', approval.request.tier], ['judge', named(approval.judge)]]} />
      ${!over && html`<p class="notice">If nobody answers, ${named(approval.judge)} abstains when the time is up. Waiting approves nothing.</p>`}
      ${state.problem && html`<${Problem} error=${state.problem} />`}
      ${over ? html`<${Ending} over=${over} signed=${state.done} history=${history} />`
        : state.done ? html`<p class="notice wait" role="status">Signed: ${state.done}. It does not stand on the ledger yet.</p>`
        : !may('approve') ? html`<p class="soft">The token that is signed in here lacks the role approve, so it can only look.</p>`
        : device
          ? html`<div class="row"><button class="primary" disabled=${!genuine || state.busy || left === 0} onClick=${() => answer('APPROVE')}>Approve and sign</button>
              <button class="danger" disabled=${state.busy || left === 0} onClick=${() => answer('DENY')}>Deny and sign</button></div>`
          : html`<p class="soft">This browser is not paired as ${approval.device}, so it can only look.</p>`}
    </article>`;
}

const seconds = millis => (millis < 60_000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.round(millis / 60_000)} min`);

function History({ history }) {
  return html`
    <${Sheet} title="Answered by people" level=${2}>
      <div class="table-frame" tabindex="0" role="region" aria-label="Answered by people">
      <table class="list answers"><thead><tr><th scope="col">answered</th><th scope="col">judge</th><th scope="col">device</th><th scope="col">answer</th><th scope="col">after</th><th scope="col">decision</th></tr></thead>
        <tbody>${history.map(each => html`<tr key=${`${each.request}/${each.device}`} data-device=${each.device}>
          <td><${Time} millis=${each.answeredMillis} /></td><td data-head="judge">${named(each.judge)}</td>
          <td data-head="device">${each.device} ${!each.signedByPresentKey && html`<span class="small soft">(by a key it no longer has)</span>`}</td>
          <td data-head="answer"><${Answer} value=${each.answer} name=${each.answer} /></td><td class="number" data-head="after">${seconds(each.tookMillis)}</td>
          <td data-head="decision"><a href=${`#/console/decisions/${each.decided.index}`}>#${each.decided.index}</a> <${Outcome} value=${each.decided.outcome} /></td></tr>`)}</tbody></table>
      </div>
      <p class="small soft">From the ledger, the latest fifty. The time of the answer is the device’s, and signed with it; the wait counts from when the request was made.</p>
    <//>`;
}

/** Those that wait, and those that this page has shown waiting: how each ended is said where it was seen. */
function useShown(value) {
  const seen = useRef(new Map());
  if (!value) return [];
  for (const each of value.approvals) seen.current.set(each.id, each);
  const ended = new Map(value.over.map(each => [each.id, each]));
  const waits = new Set(value.approvals.map(each => each.id));
  return [...seen.current.values()].filter(each => waits.has(each.id) || ended.has(each.id))
    .map(approval => ({ approval, over: waits.has(approval.id) ? null : ended.get(approval.id) }));
}

export function Approvals() {
  const waiting = useFresh(() => getJson('/v1/approvals'), ['approval', 'decision'], [], 150);
  const shown = useShown(waiting.value);
  const devices = useFresh(() => getJson('/v1/devices'), ['devices', 'decision'], [], 150);
  const [own, setOwn] = useState([]);
  const group = waiting.value?.group;
  const refresh = () => group && ownDevices(group.id).then(setOwn);
  useEffect(() => {
    refresh();
  }, [group?.id]);
  if (!waiting.value || !devices.value) {
    const error = waiting.error ?? devices.error;
    return error ? html`<${Problem} error=${error} />` : html`<${Empty}>Asking…<//>`;
  }
  const paired = name => own.find(mine => devices.value.devices.some(each => each.name === name && each.key === mine.key && mine.name === name));
  return html`
    ${waiting.value.approvals.length === 0 && html`<${Empty}><p><strong>Nothing waits for a person.</strong></p><p>When the charter asks one, the action appears here, spelled out from the bytes to be signed.</p><//>`}
    ${shown.map(each => html`<${Waiting} key=${each.approval.id} ...${each} group=${group} device=${paired(each.approval.device)} history=${waiting.value.history} reload=${waiting.reload} />`)}
    ${waiting.value.history.length > 0 && html`<${History} history=${waiting.value.history} />`}
    <${Devices} devices=${devices.value} group=${group} own=${own} onPaired=${() => { refresh(); devices.reload(); }} />`;
}
