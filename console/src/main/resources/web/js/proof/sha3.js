// SHA3-256 (FIPS 202), which browsers do not have. In the standard's words and order: plain rather than fast.

const RATE = 136;
const ROUNDS = 24;

/** By how much each lane is turned, and where it goes: lane x + 5y (section 3.2.2 and 3.2.3). */
const TURNS = new Array(25).fill(0n);
const PLACES = Array.from({ length: 25 }, (_, lane) => {
  const x = lane % 5;
  const y = Math.floor(lane / 5);
  return y + 5 * ((2 * x + 3 * y) % 5);
});
for (let t = 0, lane = 1; t < ROUNDS; t++) {
  TURNS[lane] = BigInt((((t + 1) * (t + 2)) / 2) % 64);
  lane = PLACES[lane];
}

/** One constant a round, its bits from a linear feedback shift register (section 3.2.5). */
const CONSTANTS = [];
for (let round = 0, register = 1; round < ROUNDS; round++) {
  let constant = 0n;
  for (let j = 0; j <= 6; j++) {
    if (register & 1) constant |= 1n << BigInt(2 ** j - 1);
    register = (register << 1) ^ (register & 0x80 ? 0x171 : 0);
  }
  CONSTANTS.push(constant);
}

// a lane that is stored loses what was turned out of it at the top
const turned = (lane, by) => (lane << by) | (lane >> (64n - by));

/** Keccak-f[1600] (sections 3.2 and 3.3). */
function permute(a) {
  const b = new BigUint64Array(25);
  const c = new BigUint64Array(5);
  const d = new BigUint64Array(5);
  for (const constant of CONSTANTS) {
    for (let x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (let x = 0; x < 5; x++) d[x] = c[(x + 4) % 5] ^ turned(c[(x + 1) % 5], 1n);
    for (let lane = 0; lane < 25; lane++) {
      a[lane] ^= d[lane % 5];
      b[PLACES[lane]] = turned(a[lane], TURNS[lane]);
    }
    for (let y = 0; y < 25; y += 5) {
      for (let x = 0; x < 5; x++) a[x + y] = b[x + y] ^ (~b[((x + 1) % 5) + y] & b[((x + 2) % 5) + y]);
    }
    a[0] ^= constant;
  }
}

/** The hash of some bytes (section 6.1): the sponge of section 4 with the padding of sections 5.1 and B.2. */
export function sha3(bytes) {
  const padded = new Uint8Array((Math.floor(bytes.length / RATE) + 1) * RATE);
  padded.set(bytes);
  padded[bytes.length] ^= 0x06;
  padded[padded.length - 1] ^= 0x80;
  const input = new DataView(padded.buffer);
  const state = new BigUint64Array(25);
  for (let block = 0; block < padded.length; block += RATE) {
    for (let at = 0; at < RATE; at += 8) state[at / 8] ^= input.getBigUint64(block + at, true);
    permute(state);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (let lane = 0; lane < 4; lane++) digest.setBigUint64(8 * lane, state[lane], true);
  return new Uint8Array(digest.buffer);
}
