// The group file: what it must be, and its canonical form, whose SHA3-256 is the group's id.

import { encodeText, fromHex } from './bytes.js';
import { digest, flag, integer, judges, list, matching, object, oneOf, text } from './form.js';
import { keyId, sha3 } from './hashes.js';
import { parseJson } from './json.js';
import { isFitKey } from './keys.js';

const MOST = Number.MAX_SAFE_INTEGER;
const MILLIS = 366 * 86_400_000;
const MEMBERS = 4096;

/** Tiers that are in every charter, and that no charter may define: a quorum of replicas, whoever it is. */
export const BUILT_IN = ['receipt', 'built-in/device', 'built-in/withdrawal'];

const fail = problem => {
  throw new Error(problem);
};
const name = matching(/^[A-Za-z0-9._-]{1,64}$/, "a name of 1 to 64 letters, digits, '.', '_' and '-'");
const operator = matching(/^[^\u0000-\u001f\u007f"\\]{1,100}$/u, 'an operator of 1 to 100 characters without quotes, backslashes and control characters');
const key = (value, path) => (isFitKey(fromHex(digest(value, path))) ? value : fail(`at ${path}: expected a usable key`));
const tierName = (value, path) => (text(value, path).length <= 64 ? value : fail(`at ${path}: expected a name of 64 characters at most`));

function address(value, path) {
  const port = Number(/^[A-Za-z0-9._\-[\]:]{1,255}:([0-9]{1,5})$/.exec(text(value, path))?.[1] ?? 0);
  return port >= 1 && port <= 65_535 ? value : fail(`at ${path}: expected an address host:port`);
}

const form = object(
  {
    format: oneOf('tetrarch.group.v1'),
    name,
    epoch: integer(1, MOST),
    mode: oneOf('embedded', 'processes', 'distributed'),
    replicas: list(object({ name, operator }, { key, address }), 4, MEMBERS),
    clients: list(object({ name, key, roles: list(oneOf('submit', 'execute')) }), 0, MEMBERS),
    charter: object(
      {
        version: integer(0, MOST),
        digest,
        tiers: list(object({ name: tierName, approvals: integer(1, MEMBERS), named: list(text) }, { shadow: flag }), 0, MEMBERS),
      },
      { judges },
    ),
    timeouts: object({ viewMillis: integer(1, MILLIS), viewCapMillis: integer(1, MILLIS), statusMillis: integer(1, MILLIS), graceMillis: integer(0, MILLIS) }),
    limits: object({
      checkpointInterval: integer(1, 2 ** 20),
      pipelineDepth: integer(1, 2 ** 10),
      batchEntries: integer(1, 2 ** 16),
      batchBytes: integer(1, 2 ** 28),
      pendingPerClient: integer(1, 2 ** 20),
      pendingRequests: integer(1, 2 ** 24),
    }),
    requestLifeMillis: integer(1, MILLIS),
  },
  {
    descent: object({
      foundingGroup: digest, foundingEpoch: integer(1, MOST), previousGroup: digest, sequence: integer(1, MOST), header: digest, stateRoot: digest,
    }),
  },
);

const hasTwice = texts => new Set(texts).size < texts.length;

function checkMembers({ replicas, clients, mode, descent }) {
  const n = replicas.length;
  if (n % 3 !== 1) fail(`at replicas: expected 3f+1 replicas (4, 7, 10, 13, ...), found ${n}`);
  const members = [...replicas, ...clients];
  if (hasTwice(members.map(each => each.name))) fail('expected a name of its own for each member');
  if (hasTwice(members.filter(each => each.key).map(each => each.key))) fail('expected a key of its own for each member');
  const vacant = replicas.filter(each => !each.key).length;
  if (vacant > (descent ? (n - 1) / 3 : 0)) fail('at replicas: expected fewer replicas without a key');
  if (replicas.some(each => (each.address !== undefined) === (mode === 'embedded'))) fail(`at replicas: addresses do not fit mode ${mode}`);
  if (mode === 'distributed' && hasTwice(replicas.map(each => each.operator))) fail('at replicas: expected an operator of its own for each replica');
  if (clients.some(each => hasTwice(each.roles))) fail('at clients: expected each role once');
}

/** What a tier demands of a group of n replicas, whether it stands in a group file or in a swap. */
export function checkTier({ name: tier, approvals }, n) {
  if (BUILT_IN.includes(tier)) fail(`tier ${tier}: expected another name`);
  const quorum = (2 * (n - 1)) / 3 + 1;
  if (approvals < quorum || approvals > n) fail(`tier ${tier}: expected from ${quorum} to ${n} approvals, found ${approvals}`);
}

export function checkJudges(accepted, n) {
  if (accepted && accepted.seats.length !== n) fail(`judges: expected digests for each of the ${n} replicas, found ${accepted.seats.length}`);
}

function checkCharter({ replicas, charter }) {
  const known = replicas.map(each => each.name);
  if (hasTwice(charter.tiers.map(each => each.name))) fail('at charter.tiers: expected each tier once');
  for (const tier of charter.tiers) {
    checkTier(tier, known.length);
    if (hasTwice(tier.named) || !tier.named.every(each => known.includes(each))) fail(`tier ${tier.name}: expected names of replicas, each once`);
  }
  checkJudges(charter.judges, known.length);
}

const pick = (from, ...names) => Object.fromEntries(names.filter(each => from[each] !== undefined).map(each => [each, from[each]]));

/** Members in the order of the format's description; all that is not there is left out. */
function canonical(file) {
  const place = each => file.replicas.findIndex(replica => replica.name === each);
  const tiers = file.charter.tiers
    .map(tier => ({ ...pick(tier, 'name', 'approvals'), named: [...tier.named].sort((a, b) => place(a) - place(b)), ...pick(tier, 'shadow') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = {
    ...file,
    replicas: file.replicas.map(each => pick(each, 'name', 'key', 'address', 'operator')),
    clients: file.clients.map(each => ({ ...pick(each, 'name', 'key'), roles: ['submit', 'execute'].filter(role => each.roles.includes(role)) })),
    charter: { ...pick(file.charter, 'version', 'digest'), tiers, ...pick(file.charter, 'judges') },
  };
  return encodeText(JSON.stringify(
    pick(ordered, 'format', 'name', 'epoch', 'descent', 'mode', 'replicas', 'clients', 'charter', 'timeouts', 'limits', 'requestLifeMillis'),
  ));
}

/** What of the charter verifiers need: tiers with the places of the replicas that they name. */
function foundingCharter(file) {
  const place = each => file.replicas.findIndex(replica => replica.name === each);
  return {
    version: BigInt(file.charter.version),
    digest: file.charter.digest,
    judges: file.charter.judges ?? null,
    tiers: file.charter.tiers.map(tier => ({ ...tier, named: tier.named.map(place), shadow: tier.shadow === true })),
  };
}

/**
 * The group as a verifier needs it.
 *
 * @param bytes of the file, or its text
 * @throws Error where it is no group file
 */
export function readGroup(bytes) {
  const file = form(parseJson(bytes, { maxBytes: 16 * 1024 * 1024, whole: true }));
  if (file.timeouts.viewCapMillis < file.timeouts.viewMillis) fail('at timeouts.viewCapMillis: expected viewMillis at least');
  checkMembers(file);
  checkCharter(file);
  // A vacant seat has no key, and so nothing is signed by it.
  const member = each => (each.key ? { ...each, raw: fromHex(each.key), id: keyId(fromHex(each.key)) } : { ...each, raw: new Uint8Array(), id: new Uint8Array() });
  const n = file.replicas.length;
  return {
    file,
    id: sha3(canonical(file)),
    replicas: file.replicas.map(member),
    clients: file.clients.map(member),
    charter: foundingCharter(file),
    faulty: (n - 1) / 3,
    quorum: (2 * (n - 1)) / 3 + 1,
  };
}
