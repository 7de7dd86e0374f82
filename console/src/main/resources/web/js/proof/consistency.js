// Whether one ledger extends another (RFC 9162, section 2.1.4.2).

import { concat, sameBytes } from './bytes.js';
import { LEDGER } from './hashes.js';

const node = (left, right) => LEDGER(concat(Uint8Array.of(1), left, right));

/**
 * @param first size of the smaller tree, at least 1
 * @param second size of the larger
 * @param proof the hashes, in the order of the RFC
 */
export async function consistent(first, second, firstRoot, secondRoot, proof) {
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  if (first < 1 || first > second || proof.length === 0) return false;
  const isPowerOfTwo = (BigInt(first) & (BigInt(first) - 1n)) === 0n;
  const path = isPowerOfTwo ? [firstRoot, ...proof] : [...proof];
  let fn = BigInt(first) - 1n;
  let sn = BigInt(second) - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr = path[0];
  let sr = path[0];
  for (const hash of path.slice(1)) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      fr = await node(hash, fr);
      sr = await node(hash, sr);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = await node(sr, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && sameBytes(fr, firstRoot) && sameBytes(sr, secondRoot);
}
