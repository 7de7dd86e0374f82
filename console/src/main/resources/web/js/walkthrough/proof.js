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

export function ProofInHand({ name, proofText, groupText, stepMillis = 140 }) {
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
    setResult(outcome);
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
      ${result && html`<p class=${`notice ${result.holds ? 'good' : 'bad'}`} role="status" data-proof=${result.holds ? 'holds' : 'fails'}>
        ${result.holds
          ? html`<strong>The proof holds.</strong> Outcome: ${result.outcome}.`
          : html`<strong>The proof is worth nothing.</strong> The check “${result.checks.at(-1).name}” fails.`}
      </p>`}
    <//>`;
}
