// The entry of a decision, taken apart: request, client's signature, outcome, verdicts.

import { encodeText, Reader, toHex } from './bytes.js';
import { MOST_ACTION_BYTES } from './file.js';
import { sha3 } from './sha3.js';

const OUTCOMES = ['APPROVED', 'DENIED', 'EXPIRED'];
const ANSWERS = ['APPROVE', 'DENY', 'ABSTAIN'];

function constant(names, code, what) {
  if (code >= names.length) throw new Error(`no ${what} has the number ${code}`);
  return names[code];
}

function domain(reader) {
  return reader.take(40);
}

function readRequest(bytes) {
  const reader = new Reader(bytes);
  const request = {
    domain: domain(reader),
    client: reader.digest(),
    number: reader.u64(),
    actionHash: reader.digest(),
    executor: reader.string(),
    tier: reader.string(),
    charterVersion: reader.u64(),
    notBeforeMillis: reader.u64(),
    deadlineMillis: reader.u64(),
    toolDefinition: reader.optional(r => r.digest()),
    principal: null,
  };
  // Left out, with its byte, where a client asks for itself.
  if (reader.at < bytes.length) {
    if (reader.u8() !== 1) throw new Error('expected the end of the request, or 1 and its principal');
    request.principal = {
      name: reader.string(),
      onBehalfOf: reader.optional(r => r.string()),
      session: reader.optional(r => r.string()),
    };
  }
  reader.end();
  return request;
}

/** The way to what was signed together, and the signature over it. */
const readWay = reader => ({
  index: reader.u64(),
  size: reader.u64(),
  path: reader.list(32, r => r.digest()),
  signature: reader.sized(),
});

function readVerdict(reader) {
  const replica = reader.u32();
  const from = reader.at;
  const verdict = {
    replica,
    request: reader.digest(),
    answer: constant(ANSWERS, reader.u8(), 'answer'),
    judge: reader.string(),
    charterVersion: reader.u64(),
    reasonCode: reader.string(),
    explanation: reader.string(),
  };
  verdict.encoded = reader.bytes.subarray(from, reader.at);
  return { ...verdict, ...readWay(reader) };
}

export function readEntry(bytes) {
  const reader = new Reader(bytes);
  const kind = reader.u8();
  if (kind !== 1) throw new Error(`an entry of kind ${kind} is no decision`);
  const requestBytes = reader.sized();
  const entry = {
    requestBytes,
    request: readRequest(requestBytes),
    way: readWay(reader),
    outcome: constant(OUTCOMES, reader.u8(), 'outcome'),
    verdicts: reader.list(81, readVerdict),
  };
  reader.end();
  return entry;
}

const MOST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** A number as a proof shows it: a JSON number where every reader holds it exactly, else its digits in a string. */
const shownNumber = value => (value <= MOST_EXACT ? Number(value) : String(value));

const shownValue = value => {
  if (value instanceof Uint8Array) return toHex(value);
  if (typeof value === 'bigint') return shownNumber(value);
  return value instanceof Object ? asMap(value, present(value)) : value;
};

const present = from => Object.keys(from).filter(name => from[name] !== null);

const asMap = (from, names) => new Map(names.map(name => [name, shownValue(from[name])]));

/** What a proof shows of the entry for people: `request`, `outcome` and `verdicts`, as a parser gives them. */
export function shownForm({ request, requestBytes, outcome, verdicts }, replicas) {
  const names = present(request).filter(name => name !== 'domain');
  return {
    request: new Map([['digest', toHex(sha3(requestBytes))], ...asMap(request, names)]),
    outcome,
    verdicts: verdicts.map(each => new Map([
      ['replica', replicas[each.replica]?.name ?? String(each.replica)],
      ...asMap(each, ['answer', 'judge', 'charterVersion', 'reasonCode', 'explanation']),
    ])),
  };
}

/** Whether two parsed values say the same, whatever the order of members. */
export function isSame(one, other) {
  if (one instanceof Map && other instanceof Map) {
    return one.size === other.size && [...one].every(([name, value]) => other.has(name) && isSame(value, other.get(name)));
  }
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((each, i) => isSame(each, other[i]));
  return one === other;
}

const MOST_TEXT = 4096;
const MOST_HASHES = 64;

const isWithin = number => number < 2n ** 63n;
const fits = (...texts) => texts.every(text => encodeText(text).length <= MOST_TEXT);
const isWay = ({ index, size, path }) => isWithin(index) && isWithin(size) && path.length <= MOST_HASHES;

/** The bounds that an entry keeps wherever it is met; what it breaks, or null. */
export function shapeFlaw({ request, way, verdicts }, action) {
  const epoch = new Reader(request.domain.subarray(32)).u64();
  const numbers = [request.number, epoch, request.charterVersion, request.notBeforeMillis, request.deadlineMillis, ...verdicts.map(each => each.charterVersion)];
  if (!numbers.every(isWithin)) return 'a number is 2^63 or more';
  if (!fits(request.executor, request.tier, ...verdicts.flatMap(each => [each.judge, each.reasonCode, each.explanation]))) return `a text has more than ${MOST_TEXT} bytes`;
  if (![way, ...verdicts].every(isWay)) return `a path has more than ${MOST_HASHES} hashes`;
  return action.length > MOST_ACTION_BYTES ? `the action has more than ${MOST_ACTION_BYTES} bytes` : null;
}
