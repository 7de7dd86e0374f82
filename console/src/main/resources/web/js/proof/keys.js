// Which Ed25519 public keys are fit: points of the curve of prime order, in their one encoding (RFC 8032, section 5.1).
// Slow, by the RFC's own formulae, and for the few keys of a group file only.

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = value => ((value % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (let square = mod(base), rest = exponent; rest > 0n; rest >>= 1n, square = mod(square * square)) {
    if (rest & 1n) result = mod(result * square);
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** The point of an encoding in extended coordinates; null where there is none, or the encoding is not reduced. */
function decode(raw) {
  const number = raw.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const odd = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (y >= P) return null;
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(x * x) !== square || (x === 0n && odd === 1n)) return null;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  return [mod((b - a) * (d - c)), mod((d + c) * (b + a)), mod((d - c) * (d + c)), mod((b - a) * (b + a))];
}

const isNeutral = ([x, y, z]) => x === 0n && y === z;

/** Whether a key generator can have made these 32 bytes. */
export function isFitKey(raw) {
  const point = raw.length === 32 ? decode(raw) : null;
  if (point === null || isNeutral(point)) return false;
  let sum = [0n, 1n, 1n, 0n];
  for (const bit of L.toString(2)) {
    sum = add(sum, sum);
    if (bit === '1') sum = add(sum, point);
  }
  return isNeutral(sum);
}
