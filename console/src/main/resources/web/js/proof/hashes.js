// SHA3-256 (FIPS 202), the RFC 9162 tree, and Ed25519 over DSSE's pre-authentication encoding.

import { concat, encodeText, sameBytes } from './bytes.js';
import { sha3 } from './sha3.js';

export { sha3 };

const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The trees of a proof: the ledger's is RFC 6962 to the letter, that of what is signed together the same with SHA3-256. */
export const LEDGER = sha256;
export const TOGETHER = async bytes => sha3(bytes);

export const leafHash = (hash, leaf) => hash(concat(Uint8Array.of(0), leaf));

/** The root that an inclusion path leads to (RFC 9162, section 2.1.3.2); null if the path does not fit. */
export async function climb(hash, leaf, index, size, path) {
  if (index >= size || size >= 2n ** 63n) return null;
  let fn = BigInt(index);
  let sn = BigInt(size) - 1n;
  let root = leaf;
  for (const sibling of path) {
    if (sn === 0n) return null;
    if ((fn & 1n) === 1n || fn === sn) {
      root = await hash(concat(Uint8Array.of(1), sibling, root));
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      root = await hash(concat(Uint8Array.of(1), root, sibling));
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n ? root : null;
}

const preAuthentication = (type, body) =>
  concat(encodeText(`DSSEv1 ${encodeText(type).length} ${type} ${body.length} `), body);

/** Whether the browser has Ed25519 at all. */
export async function hasEd25519() {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']);
    return true;
  } catch (error) {
    return error.name !== 'NotSupportedError';
  }
}

export async function isSignedBy(key, type, body, signature) {
  if (key.length !== 32 || signature.length !== 64 || hasSmallOrder(signature.subarray(0, 32))) return false;
  const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', imported, signature, preAuthentication(type, body));
}

export const keyId = key => sha3(key);

// The y coordinates of the eight points of small order, sign bit cleared: no honest signature begins with one.
const P_LESS_ONE = Uint8Array.from([0xec, ...Array(30).fill(0xff), 0x7f]);
const SMALL = [
  new Uint8Array(32),
  Uint8Array.from([1, ...Array(31).fill(0)]),
  P_LESS_ONE,
  Uint8Array.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'.match(/../g), b => parseInt(b, 16)),
  Uint8Array.from([0xed, ...Array(30).fill(0xff), 0x7f]),
  Uint8Array.from([0xee, ...Array(30).fill(0xff), 0x7f]),
  Uint8Array.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'.match(/../g), b => parseInt(b, 16)),
];

function hasSmallOrder(point) {
  const y = Uint8Array.from(point);
  y[31] &= 0x7f;
  return SMALL.some(each => sameBytes(each, y));
}
