// The proof file, in the form that docs/proof-format.md demands.

import { anything, base64, digest, flag, integer, isAscending, judges, list, object, oneOf, text } from './form.js';
import { parseJson } from './json.js';

const MOST = Number.MAX_SAFE_INTEGER;
const number = integer(0, MOST);

const certified = {
  inclusion: object({ index: number, size: number, hashes: list(digest) }),
  header: object({ sequence: number, parent: digest, entriesRoot: digest, ledgerSize: number, ledgerRoot: digest }),
  commit: object({ payloadType: text, payload: base64, signatures: list(object({ keyid: digest, sig: base64 })) }),
};

const proof = object(
  {
    format: oneOf('tetrarch.decision-proof.v1'),
    group: object({ id: digest, name: text, epoch: number, mode: oneOf('embedded', 'processes', 'distributed'), operators: list(text) }),
    entry: object({ canonical: base64, request: anything, outcome: anything, verdicts: anything }),
    action: base64,
    ...certified,
  },
  { amendments: list(object({ entry: base64, action: base64, ...certified }), 1) },
);

/** @param bytes of the file, or its text */
export const readProof = bytes => proof(parseJson(bytes, { maxBytes: 256 * 1024 * 1024, whole: true }));

const place = integer(0, 100);
const named = (value, path) => {
  const places = list(place)(value, path);
  if (!isAscending(places)) throw new Error(`at ${path}: expected replicas in ascending order`);
  return places;
};
const name = (value, path) => {
  if (text(value, path).length > 64) throw new Error(`at ${path}: expected a name of 64 characters at most`);
  return value;
};
const charterText = (value, path) => {
  if (new TextEncoder().encode(text(value, path)).length > 128 * 1024) throw new Error(`at ${path}: expected at most ${128 * 1024} bytes`);
  return value;
};

const swap = object(
  {
    kind: oneOf('swap_charter'),
    version: integer(1, 1e9),
    parent: digest,
    digest,
    tiers: list(object({ name, approvals: integer(1, 100), named }, { shadow: flag }), 0, 64),
    charter: charterText,
  },
  { judges },
);

export const MOST_ACTION_BYTES = 256 * 1024;

/** The action that puts another charter into force. */
export function readSwap(bytes) {
  const read = swap(parseJson(bytes, { maxBytes: MOST_ACTION_BYTES }));
  if (!isAscending(read.tiers.map(each => each.name))) throw new Error('at tiers: expected tiers in ascending order of their names');
  return read;
}

/** The member `kind` of an action; undefined where it has none. @throws Error if these bytes are no action */
export function kindOf(bytes) {
  const action = parseJson(bytes, { maxBytes: MOST_ACTION_BYTES });
  if (!(action instanceof Map)) throw new Error('expected an object');
  return action.get('kind');
}
