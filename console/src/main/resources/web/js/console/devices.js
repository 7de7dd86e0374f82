// The devices that people and operators answer with: who is paired, by which entry of the ledger, and how that changes.

import { html, Problem, Sheet, Tag, useState } from '../ui.js';
import { getJson, postJson } from '../api.js';
import { may } from '../session.js';
import { forget, newPairing, newReplacement, signedInvitation, signedRemoval } from '../device/key.js';

const when = millis => new Date(millis).toISOString().replace('T', ' ').slice(0, 16);

const entry = index => html`<a href=${`#console/decisions/${index}`}>entry ${index}</a>`;

/** One device. Its own key removes it; another device's does if it is lost; else the group's people are asked. */
function Device({ device, here, signer, group, attempt, onChange }) {
  const remove = by => attempt(async () => {
    await postJson(`/v1/devices/${device.name}/removal`, await signedRemoval(by, group.id, device.name, device.version));
    if (by === here) await forget(group.id, device.name);
  });
  const replace = attempt(async () => {
    const next = await newReplacement(here, group.id, device.version);
    await postJson(`/v1/devices/${device.name}/replacement`, next.request);
    await next.keep();
  });
  const ask = attempt(async () => {
    const action = { kind: 'change_device', change: 'remove', device: device.name, version: device.version };
    await postJson('/v1/decisions', JSON.stringify(action), { Prefer: 'respond-async' });
  });
  return html`
    <li class="row" data-device=${device.name}><strong>${device.name}</strong> <code class="small">${device.key.slice(0, 16)}…</code>
      <span class="small soft">${device.role}, since ${when(device.pairedMillis)} UTC by ${entry(device.index)}</span>
      ${here ? html`<${Tag} tone="good">this browser<//>
          <button onClick=${replace}>Give ${device.name} a new key</button>
          <button onClick=${remove(here)}>Remove ${device.name}</button>
          <button onClick=${async () => { await forget(group.id, device.name); onChange(); }}>Forget the key here</button>`
        : !may('approve') ? null : signer ? html`<button onClick=${remove(signer)}>Lost: remove ${device.name}, signed by ${signer.name}</button>`
          : may('submit') && html`<button onClick=${ask}>Lost: ask the others to remove ${device.name}</button>`}
    </li>`;
}

/** @param own the devices that this browser is, or was, with their keys */
export function Devices({ devices, group, own, onPaired }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('person');
  const [secret, setSecret] = useState('');
  const [code, setCode] = useState('');
  const [invited, setInvited] = useState(null);
  const [problem, setProblem] = useState(null);
  const attempt = work => async event => {
    event.preventDefault();
    setProblem(null);
    try {
      await work();
    } catch (failure) {
      setProblem(failure);
    }
    onPaired();
  };
  const mine = each => own.find(key => key.name === each.name && key.key === each.key);
  const signers = devices.devices.filter(mine);
  const operator = signers.filter(each => each.role === 'operator').map(mine)[0];
  const invite = attempt(async () => {
    const standing = operator && await getJson(`/v1/devices/${encodeURIComponent(name)}`);
    const by = operator ? await signedInvitation(operator, group.id, name, standing.version, role) : { secret };
    setInvited((await postJson('/v1/devices/invitations', { device: name, role, ...by })).value);
    setSecret('');
  });
  const pair = attempt(async () => {
    const pairing = await newPairing(group.id, name, code.trim().toUpperCase());
    await postJson('/v1/devices', pairing.request);
    await pairing.keep();
    setInvited(null);
    setCode('');
  });
  return html`
    <${Sheet} title="Devices" level=${2}>
      <p>A device holds a key of its own and answers for one judge. This browser can be one: its key is made here, stays here and cannot be read out. Who is paired stands on the ledger; a key that is paired is replaced or removed by a signature alone.</p>
      <ul class="plain">${devices.devices.map(each => html`<${Device} key=${each.name} device=${each} here=${mine(each)} signer=${signers.filter(other => other.name !== each.name).map(mine)[0]} group=${group} attempt=${attempt} onChange=${onPaired} />`)}</ul>
      ${may('approve') && html`<form class="row filter" onSubmit=${pair}>
        <label class="field"><span class="label">Device</span><input list="wanted" required pattern="[A-Za-z0-9._-]{1,64}" value=${name} onInput=${event => setName(event.target.value)} />
          <datalist id="wanted">${(devices.wanted ?? []).map(each => html`<option key=${each} value=${each} />`)}</datalist></label>
        <label class="field"><span class="label">Role</span><select value=${role} onChange=${event => setRole(event.target.value)}><option value="person">person</option><option value="operator">operator</option></select></label>
        ${operator ? html`<span class="small soft">The invitation is signed by ${operator.name}, this browser.</span>`
          : html`<label class="field"><span class="label">Secret on the server’s terminal</span><input name="secret" autocomplete="off" spellcheck="false" value=${secret} onInput=${event => setSecret(event.target.value)} /></label>`}
        <button type="button" onClick=${invite} disabled=${!name || (!operator && !secret)}>Invite it</button>
        <label class="field"><span class="label">One-time code</span><input name="code" autocomplete="off" spellcheck="false" value=${code} onInput=${event => setCode(event.target.value)} /></label>
        <button class="primary" disabled=${!name || !code}>Pair this browser</button>
      </form>`}
      ${invited && html`<p class="notice wait" role="status" data-code=${invited.code}>Code for ${invited.device}: <strong class="mono">${invited.code}</strong>. Type it into that device within ten minutes; it works once.</p>`}
      ${problem && html`<${Problem} error=${problem} />`}
      ${devices.history.length > 0 && html`<h3>What the ledger tells of them</h3>
        <ul class="plain small device-history">${devices.history.map(each => html`<li key=${each.index} data-index=${each.index}>${when(each.millis)} UTC, ${entry(each.index)}: ${each.told} <${Tag} tone=${each.outcome === 'APPROVED' ? 'good' : 'bad'}>${each.outcome}<//></li>`)}</ul>`}
    <//>`;
}
