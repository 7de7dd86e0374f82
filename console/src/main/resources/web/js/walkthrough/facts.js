// What the walkthrough says, and what it says it by. A fact is drawn from the record of the run alone and cites what it is
// drawn from; a sentence is made of words and of values of facts, and no word of it names a replica or a number.

import { AGREEMENT } from './beats.js';

export const unique = list => [...new Set(list)];

export const spoken = name => name.replaceAll('_', ' ');

const WINDOW = 8;

/** The beginning of a digest; where others begin the same, the part in which it differs from them. */
export function shortOf(run, digest) {
  if (!digest) return '–';
  const twins = run.digests.filter(each => each !== digest && each.slice(0, WINDOW) === digest.slice(0, WINDOW));
  if (twins.length === 0) return digest.slice(0, WINDOW);
  const differs = Math.max(...twins.map(each => [...digest].findIndex((char, i) => char !== each[i])));
  return `${digest.slice(0, 4)}…${digest.slice(Math.max(4, differs - 3), differs + 1)}`;
}

export function list(names) {
  const all = names.map(spoken);
  return all.length <= 1 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const RENDERED = {
  names: (run, names) => (names.length === run.replicas.length ? 'all replicas' : list(names)),
  name: (run, name) => spoken(name),
  number: (run, number) => number.toLocaleString('en'),
  count: (run, names) => String(names.length),
  digest: (run, digest) => shortOf(run, digest),
  text: (run, text) => text,
  reason: (run, reason) => reason.toLowerCase().replaceAll('_', ' '),
};

/** A value of a fact, as the sentence has it. */
export const value = (fact, field, as) => ({ fact, field, as });
export const names = fact => value(fact, 'replicas', 'names');
export const count = fact => value(fact, 'replicas', 'count');
export const number = (fact, field) => value(fact, field, 'number');
export const digest = fact => value(fact, 'digest', 'digest');

/** A sentence: words, values of facts, and sentences within. */
export const say = (words, ...values) =>
  words.flatMap((text, i) => [...(text ? [text] : []), ...(i < values.length ? [values[i]].flat() : [])]).filter(each => each !== '');

/** The words as the page shows them, with what each value comes from. */
export function written(run, sentence) {
  const facts = [];
  let before = '';
  const pieces = sentence.map(each => {
    const isFirst = before === '' || /[.?!]\s+$|\n$/.test(before);
    if (typeof each === 'string') {
      before = each;
      return { text: each, fact: null };
    }
    if (!facts.includes(each.fact)) facts.push(each.fact);
    const text = RENDERED[each.as](run, each.fact[each.field]);
    before = text;
    return { text: isFirst && text.startsWith('all ') ? `A${text.slice(1)}` : text, fact: facts.indexOf(each.fact), field: each.field, as: each.as };
  });
  return { text: pieces.map(each => each.text).join(''), pieces, facts };
}

const of = (events, type, more = {}) => ({
  type, replicas: unique(events.map(each => each.replica)), cites: events.map(each => each.index), ...more,
});

const vote = event => ({ phase: event.phase, view: event.view, sequence: event.sequence, digest: event.digest });

/** The sizes that everything is counted against. */
export function groupOf(run) {
  const n = run.replicas.length;
  const f = (n - 1) / 3;
  return { type: 'group', cites: ['group'], replicas: run.replicas, n, f, quorum: run.counts.quorum, shared: 2 * run.counts.quorum - n, denials: f + 1 };
}

export const actionOf = run => ({ type: 'action', cites: ['action'], text: run.action });

export const leaderOf = (run, view) => run.replicas[view % run.replicas.length];

export const leading = (run, event) => ({ type: 'leads', cites: [event.index], view: event.view, name: leaderOf(run, event.view) });

export const did = events => of(events, 'did', { phase: events[0].phase, status: events[0].status, reason: events[0].reason });

export const voted = events => of(events, 'voted', vote(events[0]));

export const about = events => of(events, 'about', { sequence: events[0].sequence });

export const heardFrom = events => of(events, 'heard', { phase: events[0].phase, view: events[0].view, from: unique(events.map(each => each.from)) });

export const refusal = events => of(events, 'refused', { phase: events[0].phase, from: unique(events.map(each => each.from)), reason: events[0].reason });

export const moving = events => of(events, 'moving', { view: events[0].view, at: events[0].at });

export const convicting = events => of(events, 'convicting', { from: unique(events.map(each => each.from)) });

/** Who has signed this until then: a leader's proposal stands for its prepare (paper, section 4.2). */
export function signedFor({ phase, view, sequence, digest: signed }, shown) {
  const phases = phase === 'commit' ? ['commit'] : ['pre-prepare', 'prepare'];
  const events = shown.filter(each => each.status === 'sent' && phases.includes(each.phase)
    && each.view === view && each.sequence === sequence && each.digest === signed);
  return of(events, 'signed', { phase: phase === 'commit' ? 'commit' : 'prepare', view, sequence, digest: signed });
}

/** Those of these who had a quorum of matching prepares when they spoke, as far as the record shows it. */
export function prepared(run, events) {
  const quorum = run.counts.quorum;
  const cites = [];
  const holders = unique(events.map(each => each.replica)).filter(name => {
    const mine = events.find(each => each.replica === name);
    const shown = run.events.filter(each => each.index < mine.index && each.replica === name
      && ['pre-prepare', 'prepare'].includes(each.phase) && ['sent', 'received'].includes(each.status)
      && each.view === mine.view && each.sequence === mine.sequence && each.digest === mine.digest);
    const holds = unique(shown.map(each => each.from)).length >= quorum;
    if (holds) cites.push(...shown.map(each => each.index), mine.index);
    return holds;
  });
  return { type: 'prepared', replicas: holders, cites, ...vote(events[0]) };
}

/** The judges that said this until then, once each. */
export const answered = (answer, shown) =>
  of(shown.filter(each => each.phase === 'verdict' && each.status === 'sent' && each.reason === answer), 'answered', { answer });

export const movers = (view, shown) =>
  of(shown.filter(each => each.phase === 'view-change' && each.status === 'sent' && each.view === view), 'movers', { view });

export const outcomeOf = run => ({
  type: 'outcome', cites: ['outcome'], decision: run.outcome.decision, view: run.outcome.view, moved: run.outcome.viewChanged,
  commits: run.counts.commits, quorum: run.counts.quorum,
});

export const proofOf = run => ({ type: 'proof', cites: ['proof'], signatures: run.proven });

/** Who convicted themselves by their own signatures. */
export function convicted(run) {
  const events = run.events.filter(each => each.phase === 'evidence');
  return { type: 'convicted', cites: events.map(each => each.index), replicas: unique(events.map(each => each.from)) };
}

/** Who was set up not to follow the protocol, or not to be heard. */
export const faultyOf = run => ({
  type: 'cast', cites: ['behaviours'],
  replicas: run.replicas.filter(name => !['honest', 'denies'].includes(run.behaviours[name] ?? 'honest')),
});

export const isVote = phase => AGREEMENT.includes(phase);
