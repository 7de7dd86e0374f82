// A run cut into beats: what happened together is told together. Pure; nothing here is invented, every beat is made of
// events that the replicas of this run reported.

const TOGETHER_MILLIS = 60;

/** What replicas did themselves, what they took in from others, and what they refused are told apart. */
function voice(event) {
  if (event.status === 'rejected') return 'refused';
  if (event.status === 'received') return event.phase === 'request' ? 'spoke' : 'heard';
  return 'spoke';
}

/** What comes again on a timer, or too late to matter, is counted in the cost and not told. */
const isTold = event => event.status !== 'late' && event.reason !== 'DUPLICATE';

/** Whether a beat that began then may still take in an event: repeats on a timer are not part of the first telling. */
const isOpen = (beat, event) => event.at - beat.at <= (event.phase === 'power' ? 0 : TOGETHER_MILLIS);

const sameStory = (event, seen) => {
  const key = `${event.phase}/${voice(event)}/${event.replica}/${event.from}/${event.view}/${event.sequence}/${event.digest}/${event.reason}`;
  if (event.phase === 'power') return false;
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
};

/**
 * The beats of a run in the order in which they began. The first is the question itself, the last what came of it.
 *
 * @returns {{kind: string, phase: string, voice: string, view: number, at: number, events: object[]}[]}
 */
export function beatsOf(run) {
  const beats = [{ kind: 'opening', phase: 'request', voice: 'opening', view: 0, at: 0, events: [] }];
  const open = new Map();
  const seen = new Set();
  for (const event of run.events) {
    if (!isTold(event) || sameStory(event, seen)) continue;
    const key = `${event.phase}/${voice(event)}/${event.view}/${event.sequence}/${event.phase === 'evidence' || event.phase === 'power' ? event.reason : ''}`;
    let beat = open.get(key);
    if (!beat || !isOpen(beat, event)) {
      beat = { kind: 'events', phase: event.phase, voice: voice(event), view: event.view, sequence: event.sequence, at: event.at, events: [] };
      open.set(key, beat);
      beats.push(beat);
    }
    beat.events.push(event);
  }
  beats.push({ kind: 'closing', phase: 'outcome', voice: 'closing', view: run.outcome.view, at: run.cost.virtualMillis, events: [] });
  return beats;
}

/** The rows of the matrix: the phases in order, those of a later view under its view change. */
export function rowsOf(run) {
  const views = [...new Set(run.events.filter(e => isTold(e) && AGREEMENT.includes(e.phase)).map(e => e.view))];
  if (!views.includes(0)) views.unshift(0);
  const changed = new Set(run.events.filter(e => e.phase === 'view-change').map(e => e.view));
  const rows = [{ key: 'verdict', phase: 'verdict', view: null }];
  const last = Math.max(...views, ...changed, 0);
  for (let view = 0; view <= last; view++) {
    if (changed.has(view)) {
      rows.push({ key: `view-change/${view}`, phase: 'view-change', view });
      rows.push({ key: `new-view/${view}`, phase: 'new-view', view });
    }
    if (views.includes(view)) {
      for (const phase of AGREEMENT) rows.push({ key: `${phase}/${view}`, phase, view });
    }
  }
  rows.push({ key: 'execute', phase: 'execute', view: null });
  return rows;
}

export const AGREEMENT = ['pre-prepare', 'prepare', 'commit'];

export const rowKey = event =>
  AGREEMENT.includes(event.phase) || event.phase === 'view-change' || event.phase === 'new-view'
    ? `${event.phase}/${event.view}`
    : event.phase;
