// The story in words. Who, how many and when come from the run; only how it is put is written here.

import { AGREEMENT } from './beats.js';
import { answers, leaderOf, leadingSlot } from './state.js';

const unique = names => [...new Set(names)];

export function list(names) {
  const all = unique(names);
  if (all.length === 0) return 'nobody';
  if (all.length === 1) return all[0];
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const who = (run, names) => (unique(names).length === run.replicas.length ? 'All four replicas' : list(names));

const plural = (names, one, many) => (unique(names).length === 1 ? one : many);

const speakers = beat => beat.events.map(event => event.replica);

const short = digest => (digest ? digest.slice(0, 8) : '');

function votes(run, after, phase) {
  const slot = leadingSlot(after);
  const names = phase === 'commit' ? slot?.commits : slot?.prepares;
  return `${names?.length ?? 0}, and it takes ${run.counts.quorum}`;
}

const split = beat =>
  `They have not been shown the same: ${unique(beat.events.map(e => e.digest))
    .map(digest => `${list(beat.events.filter(e => e.digest === digest).map(e => e.replica))} signed for ${short(digest)}`)
    .join(', ')}. Only one of these can ever reach a quorum.`;

const SPOKE = {
  request: (run, beat) => ({
    title: 'The request reaches the replicas',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'has', 'have')} the client’s signed request. It binds the exact bytes of the action by their hash, who may run it, and until when.`,
  }),
  verdict: (run, beat) => {
    const by = answer => unique(beat.events.filter(e => e.reason === answer).map(e => e.replica));
    const parts = ['APPROVE', 'DENY', 'ABSTAIN'].filter(a => by(a).length).map(a => `${list(by(a))}: ${a}`);
    return {
      title: 'Each judge answers on its own, and signs',
      text: `${parts.join('; ')}. A verdict is stored before it is sent and can never be changed: a second, different one would be proof of a lie. ${by('DENY').length ? 'An objection is a vote like any other. It stalls nothing.' : ''}`,
    };
  },
  'pre-prepare': (run, beat, after) => {
    const digests = unique(beat.events.map(e => e.digest));
    return {
      title: `PRE-PREPARE: ${list(speakers(beat))} proposes`,
      text: digests.length > 1
        ? `The leader signs ${digests.length} different batches for the same place, ${digests.map(short).join(' and ')}, and shows one to some and another to others.`
        : `The leader of view ${beat.view} puts the request, the outcome and the verdicts that justify it into batch ${short(digests[0])}, at sequence ${after.sequence}. Its signature stands for its own prepare.`,
    };
  },
  prepare: (run, beat, after) => ({
    title: 'PREPARE: is it what we all see?',
    text: unique(beat.events.map(e => e.digest)).length > 1 ? split(beat) : `${who(run, speakers(beat))} ${plural(speakers(beat), 'has', 'have')} checked every verdict and recomputed the outcome, and ${plural(speakers(beat), 'signs', 'sign')} the batch’s digest. Those who objected sign too: they vouch that the count is right, not that they like it. Signed so far: ${votes(run, after, 'prepare')}.`,
  }),
  commit: (run, beat, after) => ({
    title: 'COMMIT: nobody can take it back',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'holds', 'hold')} a quorum of prepares and ${plural(speakers(beat), 'signs', 'sign')} once more. Two quorums of three among four always share an honest replica, so no other batch can get this far in this place. Signed so far: ${votes(run, after, 'commit')}.`,
  }),
  'view-change': (run, beat) => ({
    title: 'The wait is over: VIEW-CHANGE',
    text: `After ${beat.at.toLocaleString('en')} ms, ${who(run, speakers(beat)).replace('All', 'all')} ${plural(speakers(beat), 'asks', 'ask')} for view ${beat.view}, which ${leaderOf(run, beat.view)} would lead, and ${plural(speakers(beat), 'shows the highest certificate it holds', 'show the highest certificate each one holds')}. Nothing that may have been committed can be forgotten.`,
  }),
  'new-view': (run, beat) => ({
    title: `NEW-VIEW: ${list(speakers(beat))} leads`,
    text: `The new leader shows a quorum of view changes. Everyone works out for itself where view ${beat.view} must begin, and believes nothing else.`,
  }),
  execute: (run, beat) => ({
    title: 'Executed, in order, once',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'writes', 'write')} the decision, ${beat.events[0].reason}, to the ledger. A request can stand there only once.`,
  }),
  evidence: (run, beat) => ({
    title: 'Caught by its own signatures',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'holds', 'hold')} two contradicting messages, both signed by ${list(beat.events.map(e => e.from))}. The pair is evidence that convicts offline; both votes are void.`,
  }),
  power: (run, beat) => {
    const off = beat.events.filter(e => e.reason === 'off').map(e => e.replica);
    const on = beat.events.filter(e => e.reason !== 'off').map(e => e.replica);
    return off.length
      ? { title: `${list(off)} ${plural(off, 'is', 'are')} gone`, text: `${list(off)} ${plural(off, 'stops', 'stop')} in the middle of it. What ${plural(off, 'it has', 'they have')} signed is on disk, and was there before it was sent.` }
      : { title: `${list(on)} ${plural(on, 'comes', 'come')} back`, text: `It reads its own votes from disk first, so that it can never sign against them, and goes on.` };
  },
};

const HEARD = {
  verdict: (run, beat, after) => ({
    title: 'The verdicts go round',
    text: `Approving: ${list(answers(after, 'APPROVE'))}. ${answers(after, 'DENY').length ? `Denying: ${list(answers(after, 'DENY'))}. ` : ''}Every replica verifies each signature for itself; what could change nothing any more is dropped unread.`,
  }),
  'pre-prepare': (run, beat) => ({
    title: 'The proposal arrives',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'takes', 'take')} it in and ${plural(speakers(beat), 'checks', 'check')}: the right leader, the right parent, nothing else accepted in this place, every verdict’s signature, and that the outcome follows.`,
  }),
  prepare: (run, beat, after) => ({
    title: 'Prepares are counted',
    text: `Signed: ${votes(run, after, 'prepare')}. With a quorum of matching signatures a replica holds a certificate that survives its restart.`,
  }),
  commit: (run, beat, after) => ({
    title: 'Commits are counted',
    text: `Signed: ${votes(run, after, 'commit')}. These signatures, over the same 88 bytes, are the proof.`,
  }),
  'view-change': (run, beat) => ({
    title: 'The others hear of it',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'counts', 'count')} the view changes to view ${beat.view}. One alone moves nobody.`,
  }),
  'new-view': (run, beat) => ({
    title: 'The new view is checked',
    text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'enters', 'enter')} view ${beat.view}.`,
  }),
};

const refusedWords = (run, beat) => ({
  title: 'Refused',
  text: `${who(run, speakers(beat))} ${plural(speakers(beat), 'refuses', 'refuse')} a ${beat.phase} of ${list(beat.events.map(e => e.from))}: ${unique(beat.events.map(e => e.reason)).join(', ').toLowerCase().replaceAll('_', ' ')}.`,
});

/** The verdict panel's words. */
export function verdictOf(run) {
  const { decision, view, viewChanged } = run.outcome;
  switch (decision) {
    case 'APPROVED':
      return { word: viewChanged ? `COMMITTED in view ${view}` : 'COMMITTED', tone: 'good', text: `APPROVED, and proven by ${run.proven} signatures. The action may run, once, exactly as it was approved.` };
    case 'DENIED':
      return { word: 'DENIED', tone: 'bad', text: 'A denial is a decision too, with a proof of its own. Nothing runs.' };
    case 'EXPIRED':
      return { word: 'EXPIRED', tone: 'wait', text: 'The deadline passed first. Nothing runs.' };
    default:
      return { word: 'NOT COMMITTED', tone: 'wait', text: `${run.counts.commits} of ${run.counts.quorum} commits: there is no decision, and no decision means no. Nothing runs.` };
  }
}

const AFTERWARDS = {
  APPROVED: 'The executor named in the request verifies the proof itself, notes the request as used before it starts, runs exactly these bytes, and a receipt goes to the ledger. A second run of the same approval is refused.',
  DENIED: 'The agent is told who denied and why. It may ask for something else; asking for the same again is a new request with verdicts of its own.',
  EXPIRED: 'The agent may ask again, with a new request.',
  none: 'What was signed stays signed. When a quorum answers again the group goes on where it was; until then the gate stays shut.',
};

/** With more liars than a group of this size can bear, what it says is worth nothing, whatever it says here. */
function beyond(run) {
  const bears = (run.replicas.length - 1) / 3;
  const liars = unique(run.events.filter(event => event.phase === 'evidence').map(event => event.from));
  return liars.length > bears
    ? ` ${list(liars)} have convicted themselves by their own signatures: ${liars.length} of ${run.replicas.length}, and this group bears ${bears}. Beyond that nothing is promised, neither an outcome nor that there is only one.`
    : '';
}

/** Whether a beat is about another batch than the one that decides: the one that puts evidence on the ledger. */
const isAside = (run, beat) => AGREEMENT.includes(beat.phase) && run.sequence && beat.sequence > run.sequence;

const asideWords = (run, beat) => ({
  title: `Meanwhile, sequence ${beat.sequence}: ${beat.phase}${beat.voice === 'heard' ? 's arrive' : ''}`,
  text: `The next batch puts the evidence on the ledger, in the same three phases: ${list(speakers(beat))}.`,
});

/** Title and text of a beat; {@code after} is the state with the beat in it. */
export function wordsOf(run, beat, after) {
  if (isAside(run, beat)) return asideWords(run, beat);
  if (beat.kind === 'opening') {
    return { title: 'An agent wants to act', text: `It asks to run ${run.action}. Nothing has run yet. The request goes to four replicas, each with a key and a judge of its own.` };
  }
  if (beat.kind === 'closing') {
    const verdict = verdictOf(run);
    return { title: verdict.word, text: `${verdict.text} What happens afterwards: ${AFTERWARDS[run.outcome.decision ?? 'none']}${beyond(run)}` };
  }
  const told = beat.voice === 'refused' ? refusedWords : (beat.voice === 'heard' ? HEARD : SPOKE)[beat.phase];
  return told(run, beat, after);
}
