// Replicas that have signed two things that cannot both be true.

import { Empty, html, Problem, Sheet, Tag } from '../ui.js';
import { getJson } from '../api.js';
import { Json } from '../shown/value.js';
import { useFresh } from './live.js';
import { Facts, named } from './parts.js';

export function EvidencePage() {
  const { value, error } = useFresh(() => getJson('/v1/evidence'), ['evidence', 'decision']);
  if (!value) return error ? html`<${Problem} error=${error} />` : html`<${Empty}>Reading…<//>`;
  const all = value.evidence;
  if (all.length === 0) {
    return html`<${Empty}><p><strong>No replica is known to have equivocated</strong>: there is no evidence on the ledger, all of it looked at, and none that waits for it.</p>
      <p>Should one sign two different messages for the same place, both will be shown here with their signatures: proof against it that anyone can check. An honest replica can never be convicted, since it takes two of its own signatures.</p><//>`;
  }
  return html`${value.next != null && html`<p class="small soft">The latest ${all.length}; there is more on the ledger before entry ${value.next}.</p>`}<ul class="plain">${all.map((each, i) => html`
    <li key=${i}><${Sheet} title=${`Evidence ${i + 1}`} level=${2}>
      <p><${Tag} tone="liar">${named(each.culprit ?? each.replica)}<//> signed two ${each.type}s${each.view != null ? ` in view ${each.view}, sequence ${each.sequence}` : ''}.</p>
      <${Facts} of=${[['first', html`<code><${Json} text=${JSON.stringify(each.first ?? null)} /></code>`], ['second', html`<code><${Json} text=${JSON.stringify(each.second ?? null)} /></code>`], ['on the ledger', each.index != null ? `entry ${each.index}` : 'not yet']]} />
    <//></li>`)}</ul>`;
}
