// The entry of a decision, taken apart: request, client's signature, outcome, verdicts.

import { Reader } from './bytes.js';

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
    principal: undefined,
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
    verdicts: reader.list(80, readVerdict),
  };
  reader.end();
  return entry;
}
