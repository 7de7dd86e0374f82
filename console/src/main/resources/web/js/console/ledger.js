// The ledger: how long it is, what its root is, and whether it has only grown since this browser last looked.

import { Empty, html, Problem, Sheet, Tag, useState } from '../ui.js';
import { getJson } from '../api.js';
import { useFresh } from './live.js';
import { Facts } from './parts.js';
import { fromHex, sameBytes } from '../proof/bytes.js';
import { consistent } from '../proof/consistency.js';

const KEY = 'ledger-head';

function remembered(group) {
  try {
    const head = JSON.parse(localStorage.getItem(`${KEY}/${group}`));
    return head && typeof head.size === 'number' ? head : null;
  } catch {
    return null;
  }
}

function remember(group, head) {
  try {
    localStorage.setItem(`${KEY}/${group}`, JSON.stringify({ size: head.size, root: head.root }));
  } catch {
    // Without storage the check spans this visit only.
  }
}

/** Whether the present ledger extends the one that was seen before; computed here from the server's proof. */
async function check(before, head) {
  if (before.size === 0) return { holds: true, says: 'The first look had an empty ledger, which anything extends.' };
  if (before.size > head.size) return { holds: false, says: `The ledger had ${before.size} entries and now has ${head.size}: it was cut.` };
  if (before.size === head.size) {
    return { holds: sameBytes(fromHex(before.root), fromHex(head.root)), says: 'Same size, so the root must be the same.' };
  }
  const proof = await getJson(`/v1/ledger/consistency?from=${before.size}&to=${head.size}`);
  const holds = await consistent(before.size, head.size, fromHex(before.root), fromHex(head.root), proof.hashes.map(fromHex));
  return { holds, says: `${proof.hashes.length} hashes lead from ${before.size} to ${head.size} entries.` };
}

export function LedgerPage() {
  const { value, error } = useFresh(() => getJson('/v1/ledger'), ['decision', 'executed']);
  const [result, setResult] = useState(null);
  if (!value) return error ? html`<${Problem} error=${error} />` : html`<${Empty}>Reading…<//>`;
  const group = value.group ?? 'group';
  const before = remembered(group);
  if (!before) remember(group, value);
  const run = async () => {
    try {
      const outcome = await check(remembered(group) ?? value, value);
      if (outcome.holds) remember(group, value);
      setResult(outcome);
    } catch (problem) {
      setResult({ holds: false, says: problem.message });
    }
  };
  return html`
    ${error && html`<${Problem} error=${error} />`}
    <${Sheet} title="Head" level=${2}>
      <${Facts} of=${[['entries', html`<b class="number" data-size=${value.size}>${value.size}</b>`], ['root', html`<code>${value.root}</code>`], ['sequence', value.sequence ?? '–']]} />
    <//>
    <${Sheet} title="Has it only grown?" level=${2}>
      <p>This browser remembers the head it saw last${before ? html`: <b class="number">${before.size}</b> entries, root <code>${before.root.slice(0, 16)}…</code>` : ''}. A consistency proof (RFC 9162) shows that nothing before it was changed or removed; it is checked here, not by the server.</p>
      <button class="primary" onClick=${run}>Check it</button>
      ${result && html`<p class=${`notice ${result.holds ? 'good' : 'bad'}`} role="status" data-consistent=${String(result.holds)}><${Tag} tone=${result.holds ? 'good' : 'bad'}>${result.holds ? 'only grown' : 'not consistent'}<//> ${result.says}</p>`}
    <//>`;
}
