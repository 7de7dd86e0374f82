// The proof in hand: downloaded, checked here in the browser, and broken on purpose.

import { html, Sheet, useState, Value } from '../ui.js';
import { CHECK_NAMES, verifyProof } from '../proof/verify.js';

const NEEDS = 'Ed25519 in WebCrypto';
const pause = millis => new Promise(done => setTimeout(done, millis));

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Changes one bit of the byte that the visitor chose, in one of the parts that are signed or hashed. */
function flip(proofText, part) {
  const proof = JSON.parse(proofText);
  const flipped = text => {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    return btoa(String.fromCharCode(...bytes));
  };
  const flippedHex = hex => `${(parseInt(hex[0], 16) ^ 1).toString(16)}${hex.slice(1)}`;
  switch (part) {
    case 'action':
      proof.action = flipped(proof.action);
      break;
    case 'entry':
      proof.entry.canonical = flipped(proof.entry.canonical);
      break;
    case 'signature':
      proof.commit.signatures[0].sig = flipped(proof.commit.signatures[0].sig);
      break;
    case 'header':
      proof.header.ledgerRoot = flippedHex(proof.header.ledgerRoot);
      break;
    case 'amendment':
      proof.amendments[0].action = flipped(proof.amendments[0].action);
      break;
    default:
      proof.group.id = flippedHex(proof.group.id);
  }
  return JSON.stringify(proof);
}

const PARTS = [['action', 'the action'], ['entry', 'the ledger entry'], ['signature', 'a signature'], ['header', 'the header'], ['group', 'the group id']];

const AMENDMENT = ['amendment', 'a decision that changed the charter'];

/** What the proof lets run, which is not whether it is authentic. */
function Permits({ result, asked }) {
  const { permits, explanation } = result.permits(asked);
  const now = asked.simulated ? 'at the time of this run' : 'now';
  if (permits === 'no') return html`<p class="notice wait" role="status" data-permits="no"><strong>It lets nothing run ${now}</strong>, since ${explanation}.</p>`;
  const shadow = permits === 'by-shadow' && ', for its tier is in shadow mode, where no outcome keeps anything from running';
  return html`<p class=${`notice ${shadow ? 'wait' : 'good'}`} role="status" data-permits=${permits}>
    <strong>It lets its executor run this action ${now}</strong>${shadow}; once, unless it has been used already, and as of epoch ${asked.latestEpoch}.
  </p>`;
}

/** A simulated run has its own clock, so of its proof is asked what it let run when it was made. */
function simulated(proof) {
  return { at: proof.entry.request.notBeforeMillis, latestEpoch: proof.group.epoch, simulated: true };
}

/** @param latestEpoch that the group is in; absent of a simulated run */
export function ProofInHand({ name, proofText, groupText, latestEpoch, stepMillis = 140 }) {
  const [checks, setChecks] = useState([]);
  const [result, setResult] = useState(null);
  const [running, setRunning] = useState(false);
  const [part, setPart] = useState('action');

  const parts = JSON.parse(proofText).amendments?.length ? [...PARTS, AMENDMENT] : PARTS;
  const check = async text => {
    setRunning(true);
    setResult(null);
    setChecks([]);
    const seen = [];
    const outcome = await verifyProof(text, groupText, {
      onCheck: async each => {
        seen.push(each);
        setChecks([...seen]);
        if (stepMillis) await pause(stepMillis);
      },
    });
    const asked = latestEpoch === undefined ? simulated(JSON.parse(proofText)) : { at: Date.now(), latestEpoch };
    setResult({ ...outcome, asked });
    setRunning(false);
  };

  return html`
    <${Sheet} title="The proof, in your hands" class="proof">
      <p>Everything below is computed in your browser from two files: this proof, and the group’s file with its four public keys. It needs ${NEEDS} and no server.</p>
      <div class="row">
        <button class="primary" onClick=${() => check(proofText)} disabled=${running}>Verify it here</button>
        <button onClick=${() => download(`${name}.proof.json`, proofText)}>Download the proof</button>
        <button onClick=${() => download(`${name}.group.json`, groupText)}>Download the group file</button>
      </div>
      <div class="row">
        <label for="flip-part">Flip one bit of</label>
        <select id="flip-part" value=${part} onChange=${event => setPart(event.target.value)}>${parts.map(([id, label]) => html`<option key=${id} value=${id}>${label}</option>`)}</select>
        <button class="danger" onClick=${() => check(flip(proofText, part))} disabled=${running}>Break it and verify</button>
      </div>
      <ol class=${`checks ${checks.length === 0 ? 'idle' : ''}`} aria-live="polite">
        ${CHECK_NAMES.map(each => {
          const done = checks.find(c => c.name === each);
          const state = done ? (done.holds ? 'good' : 'bad') : 'none';
          return html`<li key=${each} class=${state} data-check=${each} data-holds=${done ? String(done.holds) : ''}>
            <span class="check-mark" aria-hidden="true">${done ? (done.holds ? '✓' : '✕') : '·'}</span>
            <span class="check-name">${each}</span>
            <span class="check-says">${done ? html`${!done.holds && html`<strong>fails: </strong>`}<${Value} text=${done.says} />` : ''}</span>
          </li>`;
        })}
      </ol>
      ${result && html`<p class=${`notice ${result.authentic ? 'good' : 'bad'}`} role="status" data-proof=${result.authentic ? 'holds' : 'fails'}>
        ${result.authentic
          ? html`<strong>The proof is authentic.</strong> Outcome: ${result.outcome}.`
          : html`<strong>The proof is worth nothing.</strong> The check “${result.checks.at(-1).name}” fails.`}
      </p>`}
      ${result?.authentic && html`<${Permits} result=${result} asked=${result.asked} />`}
    <//>`;
}
