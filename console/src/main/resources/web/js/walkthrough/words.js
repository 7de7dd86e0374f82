// The story in words. Who, how many and when are values of facts (facts.js), which the record of the run shows; only how it is
// put is written here.

import {
  about, actionOf, answered, convicted, convicting, count, did, digest, faultyOf, groupOf, heardFrom, isVote, leading, moving, movers, names, number,
  outcomeOf, prepared, proofOf, refusal, say, signedFor, unique, value, voted, written,
} from './facts.js';

const plural = (fact, one, many) => (fact.replicas.length === 1 ? one : many);

/** The events of a beat by what they have in common, in the order in which they began. */
const groups = (events, keyOf) => [...Map.groupBy(events, keyOf).values()];

const joined = (parts, between) => parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]));

/** So many of so many, for each batch that was voted for in this beat. */
const tally = (run, beat, shown) => {
  const signed = groups(beat.events, each => `${each.sequence}/${each.digest}`).map(events => signedFor(events[0], shown));
  const parts = signed.filter(each => each.replicas.length).map(fact => say`${count(fact)} for ${digest(fact)}`);
  return [...joined(parts, ', '), ...(parts.length ? ['; '] : []), ...say`it takes ${number(groupOf(run), 'quorum')}`];
};

const isSplit = beat => unique(beat.events.map(each => each.digest)).length > 1;

const split = beat => joined(groups(beat.events, each => each.digest).map(events => {
  const fact = voted(events);
  return say`${names(fact)} for ${digest(fact)}`;
}), '; ');

const SPOKE = {
  request: (run, beat) => {
    const fact = did(beat.events);
    return [say`The request arrives`, say`It has reached ${names(fact)}. The client has signed it: the exact bytes of the action by their hash, who may run it, and until when.`];
  },
  verdict: (run, beat) => {
    const parts = groups(beat.events, each => each.reason).map(events => {
      const fact = did(events);
      return say`${names(fact)}: ${value(fact, 'reason', 'text')}`;
    });
    const denies = beat.events.some(each => each.reason === 'DENY');
    return [say`Each judge answers on its own, and signs`, say`${joined(parts, '; ')}. A verdict is stored before it is sent and can never be changed: a second, different one would be proof of a lie.${denies ? ' An objection is a vote like any other. It stalls nothing.' : ''}`];
  },
  'pre-prepare': (run, beat) => {
    const fact = voted(beat.events);
    if (isSplit(beat)) {
      return [say`PRE-PREPARE: not everyone is shown the same`, say`Batches that contradict each other are signed for one place: ${split(beat)}.`];
    }
    return [say`PRE-PREPARE: ${names(fact)} ${plural(fact, 'proposes', 'propose')}`,
      say`The request, the outcome and the verdicts that justify it are in batch ${digest(fact)}, at sequence ${number(fact, 'sequence')} of view ${number(fact, 'view')}. The signature under it stands for the leader’s own prepare.`];
  },
  prepare: (run, beat, shown) => {
    const fact = voted(beat.events);
    const objections = shown.filter(each => each.phase === 'verdict' && each.status === 'sent' && each.reason === 'DENY' && fact.replicas.includes(each.replica));
    const objectors = objections.length ? did(objections) : null;
    const objected = objectors ? say` ${names(objectors)} objected, and ${plural(objectors, 'signs', 'sign')} too: that the count is right, not that it is liked.` : [];
    return [say`PREPARE: is it what we all see?`, isSplit(beat)
      ? say`They do not sign the same: ${split(beat)}. Signed so far: ${tally(run, beat, shown)}.`
      : say`${names(fact)} ${plural(fact, 'signs', 'sign')} for batch ${digest(fact)} in view ${number(fact, 'view')}.${objected} Signed so far: ${tally(run, beat, shown)}.`];
  },
  commit: (run, beat, shown) => {
    const fact = voted(beat.events);
    const holders = groups(beat.events, each => each.digest).map(events => prepared(run, events)).filter(each => each.replicas.length);
    const group = groupOf(run);
    const held = holders.flatMap(each => say` A quorum of prepares for ${digest(each)} is with ${names(each)}.`);
    return [say`COMMIT: so that it stands`, say`${isSplit(beat) ? say`Signed: ${split(beat)}.` : say`${names(fact)} ${plural(fact, 'signs', 'sign')} for batch ${digest(fact)} once more.`}${held} Quorums of ${number(group, 'quorum')} among ${number(group, 'n')} share at least ${number(group, 'shared')}; while at most ${number(group, 'f')} lies, an honest one is among them. Signed so far: ${tally(run, beat, shown)}.`];
  },
  'view-change': (run, beat) => {
    const fact = moving(beat.events);
    const next = leading(run, beat.events[0]);
    return [say`VIEW-CHANGE: another leader is asked for`, say`At ${number(fact, 'at')} ms, ${names(fact)} ${plural(fact, 'asks', 'ask')} for view ${number(fact, 'view')}, which ${value(next, 'name', 'name')} would lead. With it goes what was prepared before, if anything was, so that nothing that may have been committed is forgotten.`];
  },
  'new-view': (run, beat, shown) => {
    const fact = did(beat.events);
    const asked = movers(beat.events[0].view, shown);
    const quorum = asked.replicas.length >= run.counts.quorum ? say` ${names(asked)} had asked for it.` : [];
    const next = leading(run, beat.events[0]);
    return [say`NEW-VIEW: ${names(fact)} would lead`, say`It is view ${number(next, 'view')}.${quorum} Everyone works out for itself where this view must begin, and believes nothing else.`];
  },
  execute: (run, beat) => [say`Executed, in order, once`, say`${joined(groups(beat.events, each => each.reason).map(events => {
    const fact = did(events);
    return say`${names(fact)} ${plural(fact, 'writes', 'write')} ${value(fact, 'reason', 'text')} to the ledger`;
  }), '; ')}. A request can stand there only once.`],
  evidence: (run, beat) => {
    const fact = convicting(beat.events);
    return [say`Caught by its own signatures`, say`${names(fact)} ${plural(fact, 'holds', 'hold')} contradicting messages that ${value(fact, 'from', 'names')} signed. Together they are evidence that convicts offline; none of these votes counts.`];
  },
  power: (run, beat) => joined(groups(beat.events, each => each.reason).map(events => {
    const fact = did(events);
    return events[0].reason === 'off'
      ? [say`A machine stops`, say`${names(fact)} ${plural(fact, 'is', 'are')} off. What was signed before is on disk, and was there before it was sent.`]
      : [say`A machine comes back`, say`${names(fact)} ${plural(fact, 'is', 'are')} on again, and ${plural(fact, 'reads its own votes', 'read their own votes')} from disk first, so as never to sign against them.`];
  }), ' ').slice(0, 2),
};

const arrived = (beat, title, words) => {
  const fact = heardFrom(beat.events);
  return [title, say`${names(fact)} ${plural(fact, 'has', 'have')} what ${value(fact, 'from', 'names')} sent. ${words}`];
};

const HEARD = {
  verdict: (run, beat, shown) => {
    const parts = ['APPROVE', 'DENY', 'ABSTAIN'].map(each => answered(each, shown)).filter(fact => fact.replicas.length);
    return arrived(beat, say`The verdicts go round`, say`${parts.length ? 'So far: ' : ''}${joined(parts.map(fact => say`${value(fact, 'answer', 'text')} by ${names(fact)}`), ', ')}${parts.length ? '. ' : ''}Every replica verifies each signature for itself; what could change nothing any more is dropped unread.`);
  },
  'pre-prepare': (run, beat) => arrived(beat, say`The proposal arrives`, say`Looked at are the leader, the parent, that nothing else was accepted in this place, the signatures of the verdicts, and that the outcome follows.`),
  prepare: (run, beat, shown) => arrived(beat, say`Prepares are counted`, say`Signed: ${tally(run, beat, shown)}. Whoever holds a quorum of matching signatures holds a certificate that survives a restart.`),
  commit: (run, beat, shown) => arrived(beat, say`Commits are counted`, say`Signed: ${tally(run, beat, shown)}. A quorum of matching ones is the certificate under the decision.`),
  'view-change': (run, beat) => arrived(beat, say`The others hear of it`, say`It is about view ${number(heardFrom(beat.events), 'view')}. One alone moves nobody.`),
  'new-view': (run, beat) => arrived(beat, say`The new view is checked`, say`It is view ${number(heardFrom(beat.events), 'view')}.`),
};

const refused = (run, beat) => [say`Refused`, say`${joined(groups(beat.events, each => each.reason).map(events => {
  const fact = refusal(events);
  return say`${names(fact)} ${plural(fact, 'refuses', 'refuse')} a ${value(fact, 'phase', 'text')} of ${value(fact, 'from', 'names')}: ${value(fact, 'reason', 'reason')}`;
}), '; ')}.`];

/** The outcome in a word and a sentence. */
function outcome(run) {
  const fact = outcomeOf(run);
  switch (run.outcome.decision) {
    case 'APPROVED':
      return {
        tone: 'good', word: run.outcome.viewChanged ? say`COMMITTED in view ${number(fact, 'view')}` : say`COMMITTED`,
        text: say`APPROVED, and proven by ${number(proofOf(run), 'signatures')} signatures. The action may run, once, exactly as it was approved.`,
        afterwards: 'The executor named in the request verifies the proof itself, notes the request as used before it starts, runs exactly these bytes, and a receipt goes to the ledger. A second run of the same approval is refused.',
      };
    case 'DENIED':
      return { tone: 'bad', word: say`${value(fact, 'decision', 'text')}`, text: say`A denial is a decision too, with a proof of its own. Nothing runs.`, afterwards: 'The agent may ask for something else; asking for the same again is a new request with verdicts of its own.' };
    case 'EXPIRED':
      return { tone: 'wait', word: say`${value(fact, 'decision', 'text')}`, text: say`The deadline passed first. Nothing runs.`, afterwards: 'The agent may ask again, with a new request.' };
    default:
      return {
        tone: 'wait', word: say`NOT COMMITTED`, text: say`${number(fact, 'commits')} of ${number(fact, 'quorum')} commits: there is no decision, and no decision means no. Nothing runs.`,
        afterwards: 'What was signed stays signed. When a quorum answers again the group goes on where it was; until then the gate stays shut.',
      };
  }
}

/** With more at fault than a group of this size can bear, what it says is worth nothing, whatever it says here. */
function beyond(run) {
  const group = groupOf(run);
  const liars = convicted(run);
  const faulty = faultyOf(run);
  const worst = liars.replicas.length > faulty.replicas.length ? liars : faulty;
  if (worst.replicas.length <= group.f) return [];
  const how = worst === liars ? ' convicted by their own signatures' : ' set up to lie, to be silent or to be off';
  return say` ${names(worst)}:${how}, ${count(worst)} of ${number(group, 'n')}, and a group of this size bears ${number(group, 'f')}. With more, quorums need no honest replica in common, or none comes together: neither an outcome is promised nor that there is only one.`;
}

/** The verdict panel's words. */
export function verdictOf(run) {
  const { tone, word, text } = outcome(run);
  return { tone, word: written(run, word).text, text: written(run, text).text };
}

/** Whether a beat is about another batch than the one that decides: the one that puts evidence on the ledger. */
const isAside = (run, beat) => beat.kind === 'events' && isVote(beat.phase) && beat.voice !== 'refused' && run.sequence && beat.sequence > run.sequence;

function aside(beat) {
  const said = beat.voice === 'heard' ? names(heardFrom(beat.events)) : split(beat);
  return [say`Meanwhile, a batch at sequence ${number(about(beat.events), 'sequence')}`, say`Another ${beat.phase}${beat.voice === 'heard' ? ' arrives' : ''}: ${said}. The next batch goes through the same phases.`];
}

function told(run, beat, shown) {
  if (beat.kind === 'opening') {
    return [say`An agent wants to act`, say`It asks to run ${value(actionOf(run), 'text', 'text')}. Nothing has run yet. The request goes to ${number(groupOf(run), 'n')} replicas, each with a key and a judge of its own.`];
  }
  if (beat.kind === 'closing') {
    const { word, text, afterwards } = outcome(run);
    return [word, say`${text} What happens afterwards: ${afterwards}${beyond(run)}`];
  }
  if (isAside(run, beat)) return aside(beat);
  if (beat.voice === 'refused') return refused(run, beat);
  return (beat.voice === 'heard' ? HEARD : SPOKE)[beat.phase](run, beat, shown);
}

/** What has been told with this beat. */
const shownWith = (beats, beat) => beats.slice(0, beats.indexOf(beat) + 1).flatMap(each => each.events);

/**
 * Title and text of a beat, with the pieces that they are made of and the facts that these cite.
 *
 * @returns {{title: string, text: string, pieces: object[], facts: object[]}}
 */
export function wordsOf(run, beats, beat) {
  const [title, text] = told(run, beat, shownWith(beats, beat));
  const whole = written(run, [...title, '\n', ...text]);
  const [first, ...rest] = whole.text.split('\n');
  return { title: first, text: rest.join('\n'), pieces: whole.pieces, facts: whole.facts };
}
