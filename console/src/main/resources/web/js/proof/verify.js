// Checks a decision proof as docs/proof-format.md says, in that order; every check is told as it is made.

import { concat, encodeText, fromHex, sameBytes, toHex, u64 } from './bytes.js';
import { isSame, readEntry, shapeFlaw, shownForm } from './entry.js';
import { readProof, readSwap } from './file.js';
import { BUILT_IN, checkJudges, checkTier, readGroup } from './group.js';
import { climb, isSignedBy, LEDGER, leafHash, sha3, TOGETHER } from './hashes.js';
import { isInShadow, moment, permission } from './permission.js';

const COMMIT = 'application/vnd.tetrarch.commit.v1';
const REQUESTS = 'application/vnd.tetrarch.requests.v1';
const VERDICTS = 'application/vnd.tetrarch.verdicts.v1';

const require = (holds, what) => {
  if (!holds) throw new Error(what);
};

const same = (found, expected, what) =>
  require(sameBytes(found, expected), `${what} is ${toHex(found).slice(0, 16)}…, expected ${toHex(expected).slice(0, 16)}…`);

const sameWords = (found, expected, what) =>
  require(found === expected, `${what} is ${String(found)}, expected ${String(expected)}`);

function format(state, proofFile) {
  state.proof = readProof(proofFile);
  return 'a decision proof in its form';
}

function group({ proof, group }) {
  same(fromHex(proof.group.id), group.id, 'the group');
  sameWords(proof.group.name, group.file.name, 'the name');
  return `SHA3-256 of the group file is ${toHex(group.id).slice(0, 16)}…`;
}

function epoch(state) {
  sameWords(state.proof.group.epoch, state.group.file.epoch, 'the epoch');
  state.domain = concat(state.group.id, u64(state.group.file.epoch));
  return `epoch ${state.group.file.epoch}`;
}

function mode({ proof, group }) {
  sameWords(proof.group.mode, group.file.mode, 'the mode');
  const operators = [...new Set(group.file.replicas.map(replica => replica.operator))];
  sameWords(JSON.stringify(proof.group.operators), JSON.stringify(operators), 'the list of operators');
  return `${group.file.mode}: ${operators.join(', ')}`;
}

function header(state) {
  const { proof } = state;
  const h = proof.header;
  const encoded = concat(u64(h.sequence), fromHex(h.parent), fromHex(h.entriesRoot), u64(h.ledgerSize), fromHex(h.ledgerRoot));
  sameWords(proof.commit.payloadType, COMMIT, 'the payload type');
  state.payload = proof.commit.payload;
  require(state.payload.length === 88, 'a commit has 88 bytes');
  const view = state.payload.subarray(40, 48);
  same(state.payload, concat(state.domain, view, u64(h.sequence), sha3(encoded)), 'the signed commit');
  return `the commit names the header ${toHex(sha3(encoded)).slice(0, 16)}… at sequence ${h.sequence}`;
}

async function signatures({ proof, group, payload }) {
  const signers = new Set();
  for (const { keyid, sig } of proof.commit.signatures) {
    const replica = group.replicas.find(each => toHex(each.id) === keyid);
    require(replica, `no replica has the key ${keyid.slice(0, 16)}…`);
    require(!signers.has(replica.name), `${replica.name} signs twice`);
    require(await isSignedBy(replica.raw, COMMIT, payload, sig), `the signature of ${replica.name} is bad`);
    signers.add(replica.name);
  }
  require(signers.size >= group.quorum, `${signers.size} signatures, a quorum is ${group.quorum}`);
  return `${[...signers].join(', ')}: ${signers.size} good Ed25519 signatures, a quorum is ${group.quorum}`;
}

async function inclusion(state) {
  const { proof } = state;
  const { index, size, hashes } = proof.inclusion;
  sameWords(size, proof.header.ledgerSize, 'the size of the ledger');
  state.canonical = proof.entry.canonical;
  const leaf = await leafHash(LEDGER, state.canonical);
  const root = await climb(LEDGER, leaf, index, size, hashes.map(fromHex));
  require(root, 'the path does not fit the tree');
  same(root, fromHex(proof.header.ledgerRoot), 'the root that the path leads to');
  return `entry ${index} of ${size}, by ${hashes.length} hashes`;
}

function decode(state) {
  state.entry = readEntry(state.canonical);
}

function entry(state) {
  decode(state);
  const shown = shownForm(state.entry, state.group.replicas);
  for (const name of Object.keys(shown)) {
    require(isSame(state.proof.entry[name], shown[name]), `what is shown differs from the entry at entry.${name}`);
  }
  return `a decision: ${state.entry.outcome}`;
}

function action(state) {
  state.action = state.proof.action;
  same(sha3(state.action), state.entry.request.actionHash, 'the hash of the action');
  return `${toHex(state.entry.request.actionHash).slice(0, 16)}… is the hash of ${new TextDecoder().decode(state.action).slice(0, 60)}`;
}

/** What was signed together with this; null if the path does not fit. */
const rootOf = async (encoded, way) => climb(TOGETHER, await leafHash(TOGETHER, sha3(encoded)), way.index, way.size, way.path);

async function request({ entry, group, domain }) {
  same(entry.request.domain, domain, 'the domain of the request');
  const client = group.clients.find(each => sameBytes(each.id, entry.request.client));
  require(client?.roles.includes('submit'), 'the client may not submit');
  const root = await rootOf(entry.requestBytes, entry.way);
  require(root, 'the path of the request does not fit');
  require(await isSignedBy(client.raw, REQUESTS, concat(domain, root), entry.way.signature), 'the signature of the client is bad');
  const executor = group.clients.find(each => each.name === entry.request.executor);
  require(executor?.roles.includes('execute'), `${entry.request.executor} may not execute`);
  return `asked and signed by ${client.name}, for ${executor.name} alone to run`;
}

async function verdicts({ entry, group, domain, action: bytes }) {
  let last = -1;
  for (const verdict of entry.verdicts) {
    const replica = group.replicas[verdict.replica];
    require(replica && verdict.replica > last, 'the verdicts are not in the order of the replicas');
    last = verdict.replica;
    same(verdict.request, sha3(entry.requestBytes), `the request of ${replica.name}`);
    const root = await rootOf(verdict.encoded, verdict);
    require(root, `the path of the verdict of ${replica.name} does not fit`);
    require(
      await isSignedBy(replica.raw, VERDICTS, concat(domain, root), verdict.signature),
      `the signature under the verdict of ${replica.name} is bad`,
    );
  }
  const flaw = shapeFlaw(entry, bytes);
  require(flaw === null, flaw);
  return entry.verdicts.map(each => `${group.replicas[each.replica].name} ${each.answer}`).join(', ');
}

/** Whether the judge of a verdict is one that the charter accepts; of groups that do not say which they accept, each is. */
function isAccepted(judges, verdict) {
  if (!judges) return true;
  const id = verdict.judge.startsWith('shadow/') ? verdict.judge.slice('shadow/'.length) : verdict.judge;
  return judges.builtIn.includes(id) || judges.seats[verdict.replica].includes(id.slice(id.lastIndexOf('@') + 1));
}

/** A clause on whose verdicts they are. */
function judgesOf({ entry, group, charter }) {
  if (!charter.judges) return { pinned: false, others: [], says: 'judges not pinned' };
  const others = entry.verdicts
    .filter(each => each.answer !== 'ABSTAIN' && each.charterVersion === entry.request.charterVersion && !isAccepted(charter.judges, each))
    .map(each => `the judge of ${group.replicas[each.replica].name}, ${each.judge}, is none that charter ${charter.version} accepts, so its verdict counts for nothing`);
  return { pinned: true, others, says: others.join('; ') || 'judges as pinned' };
}

/** What the verdicts come to under the tier's demand. Nobody speaks for a vacant seat, so it is not waited for. */
function outcomeOf({ entry, group, charter }, tier) {
  const counted = entry.verdicts.filter(each => each.charterVersion === entry.request.charterVersion && isAccepted(charter.judges, each));
  const approving = counted.filter(each => each.answer === 'APPROVE').map(each => each.replica);
  const denials = counted.filter(each => each.answer === 'DENY').length;
  if (approving.length >= tier.approvals && tier.named.every(each => approving.includes(each))) return 'APPROVED';
  const vacant = group.replicas.map((each, index) => (each.key ? -1 : index)).filter(index => index >= 0);
  const open = group.replicas.length - vacant.length - entry.verdicts.length;
  const lost = tier.named.some(each => vacant.includes(each) || (entry.verdicts.some(v => v.replica === each) && !approving.includes(each)));
  if (denials > group.faulty || approving.length + open < tier.approvals || lost) return 'DENIED';
  return 'EXPIRED';
}

function tierOf({ entry, group, charter }) {
  const { tier: name, charterVersion } = entry.request;
  sameWords(charterVersion, charter.version, 'the charter version');
  const tier = BUILT_IN.includes(name) ? { name, approvals: group.quorum, named: [] } : charter.tiers.find(each => each.name === name);
  require(tier, `charter ${charter.version} has no tier ${name}`);
  return tier;
}

function outcome(state) {
  const tier = tierOf(state);
  state.judges = judgesOf(state);
  sameWords(state.entry.outcome, outcomeOf(state, tier), state.judges.others.length ? `${state.judges.says}; the outcome` : 'the outcome');
  state.shadow = isInShadow(state, tier);
  return `${state.entry.outcome} follows: tier ${tier.name} of charter ${state.charter.version} demands ${tier.approvals} approvals${tier.shadow ? ', and is in shadow mode' : ''}; ${state.judges.says}`;
}

function deadline({ entry, group }) {
  const { notBeforeMillis: from, deadlineMillis: until } = entry.request;
  const life = until - from;
  require(life > 0n && life <= BigInt(group.file.requestLifeMillis) && until < 2n ** 63n, 'the deadline is out of range');
  return `open for ${Number(life) / 1000} s, until ${moment(until)}`;
}

const SWAP = encodeText('{"kind":"swap_charter"');

/** The charter that an approved swap puts into force. */
function swapped({ entry, action, group, charter }) {
  require(!BUILT_IN.includes(entry.request.tier), `it was decided in tier ${entry.request.tier}, in which no charter is swapped`);
  require(sameBytes(action.subarray(0, SWAP.length), SWAP), 'it is no swap of a charter');
  const swap = readSwap(action);
  sameWords(BigInt(swap.version), charter.version + 1n, 'the version of an amendment');
  sameWords(swap.parent, charter.digest, 'the charter that an amendment follows on');
  for (const tier of swap.tiers) {
    checkTier(tier, group.replicas.length);
    require(tier.named.every(each => each < group.replicas.length), `tier ${tier.name} names no such replica`);
  }
  checkJudges(swap.judges, group.replicas.length);
  return { version: charter.version + 1n, digest: swap.digest, tiers: swap.tiers, judges: swap.judges ?? null };
}

/** Checks one amendment as a proof of its own, under the charter reached so far. */
async function amended(state, charter, amendment) {
  const own = { group: state.group, domain: state.domain, charter, proof: { ...amendment, entry: { canonical: amendment.entry } } };
  for (const check of [header, signatures, inclusion, decode, action, request, verdicts, outcome, deadline]) await check(own);
  sameWords(own.entry.outcome, 'APPROVED', 'the outcome of an amendment');
  return swapped(own);
}

async function amendments(state) {
  const all = state.proof.amendments ?? [];
  require(all.length <= 256, 'too many amendments');
  const places = [...all, state.proof].map(each => each.inclusion.index);
  require(places.every((each, i) => i === 0 || places[i - 1] < each), 'an amendment stands on the ledger behind what is to follow on it');
  let charter = state.group.charter;
  for (const amendment of all) charter = await amended(state, charter, amendment);
  sameWords(charter.version, state.entry.request.charterVersion, 'the charter that the amendments lead to');
  state.charter = charter;
  return all.length === 0 ? `charter ${charter.version} is the group file's` : `${all.length} decisions lead to charter ${charter.version}`;
}

const CHECKS = Object.entries({
  format, group, epoch, mode, header, signatures, inclusion, entry, action, request, verdicts, amendments, outcome, deadline,
});

export const CHECK_NAMES = CHECKS.map(([name]) => name);

/** The name of check 0: what the verifier goes by. */
export const GROUP_FILE = 'group-file';

function refused(checks) {
  const { name, says } = checks.at(-1);
  const permits = () => ({ permits: 'no', reason: 'not-authentic', explanation: `${name}: ${says}` });
  return { authentic: false, checks, outcome: null, judges: null, permits };
}

/**
 * Checks whether a proof is authentic, and stops at the first check that fails. That it is lets nothing run: ask `permits`.
 *
 * @param proofFile the proof file: its bytes, or its text
 * @param groupFile the group file of the proof's epoch, from a source that is trusted: its bytes, or its text
 * @param options `onCheck({number, name, holds, says})` after each check
 * @returns {Promise<{authentic: boolean, checks: {number: number, name: string, holds: boolean, says: string}[],
 *   outcome: ?string, judges: ?{pinned: boolean, others: string[]}, permits: function}>} `judges` are those behind the
 *   verdicts; `permits` is {@link permission} of this proof; of one that is not authentic it says no. A group file that is
 *   none is check 0, and no other is made
 */
export async function verifyProof(proofFile, groupFile, { onCheck = () => {} } = {}) {
  const state = {};
  try {
    state.group = readGroup(groupFile);
  } catch (error) {
    return refused([{ number: 0, name: GROUP_FILE, holds: false, says: error.message }]);
  }
  const checks = [];
  for (const [name, check] of CHECKS) {
    const result = { number: checks.length + 1, name };
    try {
      Object.assign(result, { says: await check(state, proofFile), holds: true });
    } catch (error) {
      Object.assign(result, { says: error.message, holds: false });
    }
    checks.push(result);
    await onCheck(result);
    if (!result.holds) return refused(checks);
  }
  return { authentic: true, checks, outcome: state.entry.outcome, judges: state.judges, permits: asked => permission(state, asked) };
}
