// Phases by replicas: one cell for what a replica did in a phase, filling as messages arrive.

import { html } from '../ui.js';

const LABELS = {
  verdict: 'verdict',
  'pre-prepare': 'pre-prepare',
  prepare: 'prepare',
  commit: 'commit',
  'view-change': 'view change',
  'new-view': 'new view',
  execute: 'execute',
};

const ANSWER = {
  APPROVE: { tone: 'good', shape: '✓', word: 'approve' },
  DENY: { tone: 'bad', shape: '✕', word: 'denied' },
  ABSTAIN: { tone: 'wait', shape: '○', word: 'abstain' },
};

/** Shape, word and colour of a cell. */
function look(row, cell, isDown) {
  if (!cell) return isDown ? { tone: 'wait', shape: '◌', word: 'off' } : { tone: 'none', shape: '·', word: '' };
  if (cell.equivocated) return { tone: 'liar', shape: '≠', word: 'equivocation' };
  if (cell.sign === 'left') return { tone: 'wait', shape: '↷', word: 'left the view' };
  if (row.phase === 'verdict' && cell.sign) return ANSWER[cell.word] ?? { tone: 'wait', shape: '?', word: cell.word.toLowerCase() };
  if (row.phase === 'execute' && cell.sign) {
    return cell.word === 'APPROVED' ? { tone: 'good', shape: '✓', word: 'approved' } : { tone: 'bad', shape: '✕', word: cell.word.toLowerCase() };
  }
  if (cell.sign === 'sent') return { tone: 'good', shape: '▲', word: 'sent' };
  if (cell.refused > 0) return { tone: 'wait', shape: '⊘', word: 'refused it' };
  if (cell.heard.length > 0) return { tone: 'calm', shape: '●', word: 'received' };
  return { tone: 'none', shape: '·', word: '' };
}

function Heard({ run, cell }) {
  if (!cell || cell.heard.length === 0) return null;
  return html`<span class="heard" title=${`received from ${cell.heard.join(', ')}`}>
    ${run.replicas.map(name => html`<i key=${name} class=${cell.heard.includes(name) ? 'on' : ''}></i>`)}
    <span class="visually-hidden">, received from ${cell.heard.length}</span>
  </span>`;
}

export function Matrix({ run, rows, state, beat }) {
  const active = new Set(beat.events.map(event => `${event.phase}@${event.replica}`));
  return html`
    <div class="matrix-frame" tabindex="0" role="region" aria-label="Phases by replicas">
    <table class="matrix">
      <caption class="visually-hidden">What each replica did in each phase</caption>
      <thead><tr><th scope="col">phase</th>${run.replicas.map(name => html`<th scope="col" key=${name}>${name.replace('_', ' ')}</th>`)}</tr></thead>
      <tbody>${rows.map(row => html`
        <tr key=${row.key}>
          <th scope="row">${LABELS[row.phase]}${row.view === null ? '' : html` <span class="soft small">view ${row.view}</span>`}</th>
          ${run.replicas.map(name => {
            const cell = state.cells[`${row.key}@${name}`];
            const { tone, shape, word } = look(row, cell, state.replicas.find(each => each.name === name).down);
            const now = active.has(`${row.phase}@${name}`) && (row.view === null || row.view === beat.view);
            return html`<td key=${name} class=${`cell ${tone} ${now ? 'now' : ''}`} data-status=${word}>
              <span class="cell-face"><span aria-hidden="true" class="shape">${shape}</span><span class="word">${word || html`<span class="visually-hidden">nothing</span>`}</span></span>
              <${Heard} run=${run} cell=${cell} />
            </td>`;
          })}
        </tr>`)}
      </tbody>
    </table>
    </div>`;
}
