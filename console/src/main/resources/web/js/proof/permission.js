// What an authentic proof lets run: the rule of executors, as docs/execution.md has it, and in the same words. That a proof
// is authentic says nothing of it: a denial is as authentic as an approval.

import { sameBytes, toHex } from './bytes.js';
import { kindOf } from './file.js';
import { sha3 } from './hashes.js';

const MARK = 'shadow/';
const RECEIPT = 'receipt';
const LATEST = 2n ** 63n - 1n;

const CARRIED_OUT = new Map([
  ['swap_charter', 'it puts another charter into force'],
  ['set_state', 'it changes a named value'],
  ['resolve_fork', 'it names the branch of an audit trail that goes on'],
  ['change_membership', 'it changes who is in the group'],
  ['change_device', "it changes which keys stand for people's devices"],
  ['withdraw_request', 'it takes a request back'],
]);

/** A moment as people read it; what lies beyond any calendar, in milliseconds. */
export function moment(millis) {
  const at = new Date(Number(millis));
  return Number.isNaN(at.getTime()) ? `${millis} ms` : at.toISOString().replace('.000Z', 'Z');
}

/** Whether its tier is in shadow mode, and enough replicas, so an honest one, found the action to be of that tier. */
export function isInShadow({ entry, group }, tier) {
  const marked = entry.verdicts.filter(each => each.judge.startsWith(MARK) && each.charterVersion === entry.request.charterVersion);
  return tier.shadow === true && marked.length > group.faulty;
}

const no = (reason, explanation) => ({ permits: 'no', reason, explanation });

function other({ entry }, { action, executor }) {
  const { actionHash, executor: named } = entry.request;
  if (action !== undefined && !sameBytes(sha3(action), actionHash)) return no('other-action', `it is on action ${toHex(actionHash)} and not on ${toHex(sha3(action))}`);
  if (executor !== undefined && executor !== named) return no('other-executor', `its executor is ${named} and not ${executor}`);
  return null;
}

function outcome({ entry, shadow }) {
  if (shadow || entry.outcome === 'APPROVED') return null;
  return entry.outcome === 'DENIED' ? no('denied', 'it was denied') : no('expired', 'it expired');
}

function runnable({ entry, action }) {
  let kind;
  try {
    kind = kindOf(action);
  } catch {
    return no('not-runnable', 'what was decided on is no action');
  }
  if (kind === RECEIPT || entry.request.tier === RECEIPT) return no('not-runnable', 'a receipt tells of a run and allows none');
  const what = CARRIED_OUT.get(kind);
  return what ? no('not-runnable', `${what}, which the replicas carry out themselves and no executor runs`) : null;
}

function epoch({ group }, { latestEpoch }) {
  if (!Number.isInteger(latestEpoch)) throw new TypeError('latestEpoch: expected the epoch that the group is known to be in');
  const own = group.file.epoch;
  return own < latestEpoch ? no('past-epoch', `it is of epoch ${own}, which has ended: the group is in epoch ${latestEpoch}`) : null;
}

function time({ entry, shadow }, { at }) {
  const { notBeforeMillis: from, deadlineMillis: deadline } = entry.request;
  const now = BigInt(at);
  if (now < from) return no('not-yet', `it holds from ${moment(from)} on, and it is ${moment(now)}`);
  // what expired is decided after its deadline only, so in shadow mode it holds for as long again as it was open
  const until = deadline + (shadow && entry.outcome === 'EXPIRED' ? deadline - from : 0n);
  const last = until < LATEST ? until : LATEST;
  return now > last ? no('outdated', `it held until ${moment(last)}, and it is ${moment(now)}`) : null;
}

/**
 * Whether a proof, all of whose checks hold, lets something run. That a request was used before, no proof can tell.
 *
 * @param state what the checks found
 * @param asked `at` in milliseconds of Unix time, `latestEpoch` that the group is known to be in; `action` bytes and the
 *   name of an `executor`, else those of the proof
 * @returns {{permits: 'yes'|'by-shadow'|'no', reason?: string, explanation?: string}} by-shadow: it may run whatever was
 *   decided, for its tier is in shadow mode
 */
export function permission(state, asked) {
  return other(state, asked) ?? outcome(state) ?? runnable(state) ?? epoch(state, asked) ?? time(state, asked)
    ?? { permits: state.shadow ? 'by-shadow' : 'yes' };
}
