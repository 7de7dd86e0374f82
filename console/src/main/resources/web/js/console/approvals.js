// What waits for a person: shown from the very bytes that this browser hashes and signs.

import { Empty, html, Problem, Tag, useEffect, useMemo, useState, Value } from '../ui.js';
import { getJson, postJson } from '../api.js';
import { encodeText, toHex } from '../proof/bytes.js';
import { sha3 } from '../proof/hashes.js';
import { membersOf, shownJson, shownNames } from '../shown/text.js';
import { Json, Warnings } from '../shown/value.js';
import { ownDevices, signedAnswer } from '../device/key.js';
import { Devices } from './devices.js';
import { useFresh } from './live.js';
import { Facts, named } from './parts.js';

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

function Waiting({ approval, group, device, reload }) {
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
      <header class="row"><h2>For ${approval.device}</h2><${Tag} tone="wait">${left} s left<//></header>
      ${action}
      <p class="small soft">SHA3-256, computed here: <code>${toHex(hash)}</code> ${genuine ? html`<${Tag} tone="good">is the request’s<//>` : html`<${Tag} tone="bad">is not the request’s<//>`}</p>
      <${Facts} of=${[['may be run by', approval.request.executor], ['tier', approval.request.tier], ['judge', named(approval.judge)]]} />
      <p class="notice">If nobody answers, ${named(approval.judge)} abstains when the time is up. Waiting approves nothing.</p>
      ${state.problem && html`<${Problem} error=${state.problem} />`}
      ${state.done ? html`<p class="notice good" role="status">Signed: ${state.done}.</p>`
        : device
          ? html`<div class="row"><button class="primary" disabled=${!genuine || state.busy || left === 0} onClick=${() => answer('APPROVE')}>Approve and sign</button>
              <button class="danger" disabled=${state.busy || left === 0} onClick=${() => answer('DENY')}>Deny and sign</button></div>`
          : html`<p class="soft">This browser is not paired as ${approval.device}, so it can only look.</p>`}
    </article>`;
}

export function Approvals() {
  const waiting = useFresh(() => getJson('/v1/approvals'), ['approval'], [], 150);
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
    ${waiting.value.approvals.map(each => html`<${Waiting} key=${each.id} approval=${each} group=${group} device=${paired(each.device)} reload=${waiting.reload} />`)}
    <${Devices} devices=${devices.value} group=${group} own=${own} onPaired=${() => { refresh(); devices.reload(); }} />`;
}
