// What is to be seen after so many beats: a fold over the events, so that stepping back is stepping forward from the start.

import { AGREEMENT, rowKey } from './beats.js';

const fresh = run => ({
  replicas: run.replicas.map(name => ({ name, answer: null, down: false, executed: false, convicted: false, view: 0, left: [] })),
  cells: {},
  signers: {},
  evidence: [],
  refused: [],
  view: 0,
  sequence: 0,
});

const cellOf = (state, row, replica) => {
  const key = `${row}@${replica}`;
  return (state.cells[key] ??= { sign: null, word: null, heard: [], refused: 0 });
};

function noteSigner(state, event, name) {
  if (!AGREEMENT.includes(event.phase)) return;
  const key = `${event.view}/${event.sequence}/${event.digest}`;
  const slot = (state.signers[key] ??= { view: event.view, sequence: event.sequence, digest: event.digest, prepares: [], commits: [] });
  // The leader's pre-prepare stands for its prepare (paper, section 4.2).
  const side = event.phase === 'commit' ? slot.commits : slot.prepares;
  if (!side.includes(name)) side.push(name);
}

function spoke(state, event) {
  const replica = state.replicas.find(each => each.name === event.replica);
  switch (event.phase) {
    case 'verdict':
      replica.answer = event.reason;
      Object.assign(cellOf(state, 'verdict', event.replica), { sign: 'sent', word: event.reason });
      return;
    case 'pre-prepare':
    case 'prepare':
    case 'commit':
    case 'new-view': {
      const cell = cellOf(state, rowKey(event), event.replica);
      Object.assign(cell, { sign: 'sent', word: 'sent' });
      noteSigner(state, event, event.replica);
      if (event.phase === 'new-view') replica.view = event.view;
      if (event.phase === 'new-view' || event.phase === 'pre-prepare') state.view = Math.max(state.view, event.view);
      if (event.sequence) state.sequence = event.sequence;
      return;
    }
    case 'view-change':
      Object.assign(cellOf(state, rowKey(event), event.replica), { sign: 'sent', word: 'sent' });
      if (!replica.left.includes(replica.view)) leave(state, event, replica.view);
      replica.left.push(replica.view);
      return;
    case 'execute':
      replica.executed = true;
      Object.assign(cellOf(state, 'execute', event.replica), { sign: 'done', word: event.reason });
      return;
    case 'evidence':
      convict(state, event);
      return;
    case 'power':
      replica.down = event.reason === 'off';
      return;
    case 'request':
      return;
  }
}

/** A replica that asks for a view has left the one that it was in, with whatever it did not get there. */
function leave(state, event, left) {
  const phase = AGREEMENT.find(each => {
    const cell = state.cells[`${each}/${left}@${event.replica}`];
    return !cell?.sign && !(cell?.heard.length > 0);
  });
  if (phase) cellOf(state, `${phase}/${left}`, event.replica).sign = 'left';
}

function convict(state, event) {
  const accused = event.from;
  const replica = state.replicas.find(each => each.name === accused);
  if (replica) replica.convicted = true;
  state.evidence.push(event);
  const [, type = ''] = /TWO ([A-Z_-]+?)S? FOR/.exec(event.reason.toUpperCase()) ?? [];
  const phase = type.toLowerCase().replaceAll('_', '-');
  const row = AGREEMENT.includes(phase) ? `${phase}/${event.view}` : phase;
  cellOf(state, row, accused).equivocated = true;
}

function heard(state, event) {
  const cell = cellOf(state, rowKey(event), event.replica);
  if (!cell.heard.includes(event.from)) cell.heard.push(event.from);
  if (!cell.sign) cell.word = 'received';
  noteSigner(state, event, event.from);
  if (event.phase !== 'new-view') return;
  state.view = Math.max(state.view, event.view);
  state.replicas.find(each => each.name === event.replica).view = event.view;
}

function refused(state, event) {
  cellOf(state, rowKey(event), event.replica).refused++;
  state.refused.push(event);
}

/** The state after the first {@code count} beats. */
export function stateAfter(run, beats, count) {
  const state = fresh(run);
  for (const beat of beats.slice(0, count)) {
    for (const event of beat.events) {
      if (beat.voice === 'refused') refused(state, event);
      else if (beat.voice === 'heard') heard(state, event);
      else spoke(state, event);
    }
  }
  return state;
}

/** The slot that is furthest: where most have committed, else prepared, else the latest. */
export function leadingSlot(state) {
  return Object.values(state.signers).reduce(
    (best, slot) =>
      !best || slot.commits.length > best.commits.length
        || (slot.commits.length === best.commits.length && (slot.view > best.view
          || (slot.view === best.view && slot.prepares.length > best.prepares.length)))
        ? slot
        : best,
    null,
  );
}

export const answers = (state, answer) => state.replicas.filter(each => each.answer === answer).map(each => each.name);

export const leaderOf = (run, view) => run.replicas[view % run.replicas.length];
