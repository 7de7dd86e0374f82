// The group file: its canonical form, whose SHA3-256 is the group's id.

import { encodeText, fromHex } from './bytes.js';
import { keyId, sha3 } from './hashes.js';

const ORDER = ['format', 'name', 'epoch', 'descent', 'mode', 'replicas', 'clients', 'charter', 'timeouts', 'limits', 'requestLifeMillis'];
const INNER = {
  descent: ['foundingGroup', 'foundingEpoch', 'previousGroup', 'sequence', 'header', 'stateRoot'],
  replicas: ['name', 'key', 'address', 'operator'],
  clients: ['name', 'key', 'roles'],
  charter: ['version', 'digest', 'tiers', 'judges'],
  timeouts: ['viewMillis', 'viewCapMillis', 'statusMillis', 'graceMillis'],
  limits: ['checkpointInterval', 'pipelineDepth', 'batchEntries', 'batchBytes', 'pendingPerClient', 'pendingRequests'],
};

function pick(object, names) {
  const unknown = Object.keys(object).find(name => !names.includes(name));
  if (unknown) throw new Error(`the group file has an unknown member ${unknown}`);
  return Object.fromEntries(names.filter(name => object[name] !== undefined).map(name => [name, object[name]]));
}

const ordered = (value, names) => (Array.isArray(value) ? value.map(each => pick(each, names)) : pick(value, names));

function canonical(group) {
  const whole = pick(group, ORDER);
  for (const [name, names] of Object.entries(INNER)) if (whole[name] !== undefined) whole[name] = ordered(whole[name], names);
  const places = new Map(whole.replicas.map((replica, index) => [replica.name, index]));
  whole.charter.tiers = whole.charter.tiers
    .map(tier => pick(tier, ['name', 'approvals', 'named', 'shadow']))
    .map(tier => ({ ...tier, named: [...tier.named].sort((a, b) => places.get(a) - places.get(b)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (whole.charter.judges) whole.charter.judges = pick(whole.charter.judges, ['seats', 'builtIn']);
  return encodeText(JSON.stringify(whole));
}

/** The accepted judges as a file or a swap lists them, ascending, so that they have one form; null where there are none. */
export function readJudges(judges, replicas) {
  if (judges === undefined) return null;
  const isAscending = texts => texts.every((text, i) => typeof text === 'string' && (i === 0 || texts[i - 1] < text));
  const digests = seat => seat.length > 0 && seat.length <= 8 && seat.every(each => /^[0-9a-f]{64}$/.test(each)) && isAscending(seat);
  const isGood = Object.keys(judges).sort().join() === 'builtIn,seats' && judges.seats.length === replicas && judges.seats.every(digests)
    && judges.builtIn.length <= 32 && judges.builtIn.every(each => /^built-in\/[a-z0-9-]{1,55}$/.test(each)) && isAscending(judges.builtIn);
  if (!isGood) throw new Error('the accepted judges are malformed');
  return judges;
}

/** What of the charter verifiers need: tiers with the places of the replicas that they name. */
function foundingCharter(file) {
  const place = name => file.replicas.findIndex(each => each.name === name);
  return {
    version: BigInt(file.charter.version),
    digest: file.charter.digest,
    judges: readJudges(file.charter.judges, file.replicas.length),
    tiers: file.charter.tiers.map(tier => ({ name: tier.name, approvals: tier.approvals, named: tier.named.map(place), shadow: tier.shadow === true })),
  };
}

/** The group as a verifier needs it. */
export function readGroup(text) {
  const file = JSON.parse(text);
  if (file.format !== 'tetrarch.group.v1') throw new Error('no group file');
  // A vacant seat has no key, and so nothing is signed by it.
  const member = each => (each.key ? { ...each, raw: fromHex(each.key), id: keyId(fromHex(each.key)) } : { ...each, raw: new Uint8Array(), id: new Uint8Array() });
  const n = file.replicas.length;
  if (n < 4 || n % 3 !== 1) throw new Error(`a group has 3f+1 replicas, not ${n}`);
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
