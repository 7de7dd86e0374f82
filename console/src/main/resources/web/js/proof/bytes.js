// Bytes in and out of text, and the one binary encoding that everything hashed or signed has (docs/proof-format.md).

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const encodeText = text => utf8.encode(text);
export const decodeText = bytes => strictUtf8.decode(bytes);

export function toHex(bytes) {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

export function fromHex(text) {
  if (typeof text !== 'string' || text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) {
    throw new Error(`expected lower-case hex, found ${JSON.stringify(text)}`);
  }
  return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
}

export function toBase64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Refuses what is not canonical: the bytes, written again, must give the same text. */
export function fromBase64(text) {
  if (typeof text !== 'string') throw new Error('expected base64');
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), char => char.charCodeAt(0));
  } catch {
    throw new Error('expected base64');
  }
  if (toBase64(bytes) !== text) throw new Error('expected canonical base64');
  return bytes;
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const sameBytes = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

export function u64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Reads the encoding from its beginning to its end; whatever is missing or left over is an error. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length) {
    if (length > this.bytes.length - this.at) throw new Error('the encoding ends too early');
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }

  u8() {
    return this.take(1)[0];
  }

  /** Below 2^31; nothing that is encoded is larger. */
  u32() {
    const at = this.at;
    this.take(4);
    const value = this.view.getUint32(at);
    if (value >= 2 ** 31) throw new Error('a number of 2^31 or more');
    return value;
  }

  u64() {
    const at = this.at;
    this.take(8);
    return this.view.getBigUint64(at);
  }

  digest() {
    return this.take(32);
  }

  sized() {
    return this.take(this.u32());
  }

  string() {
    return decodeText(this.sized());
  }

  /** @param leastBytes of one element, so that a forged count cannot make us allocate */
  list(leastBytes, element) {
    const count = this.u32();
    if (count * leastBytes > this.bytes.length - this.at) throw new Error('a list longer than its encoding');
    return Array.from({ length: count }, () => element(this));
  }

  optional(element) {
    const flag = this.u8();
    if (flag > 1) throw new Error('a flag is 0 or 1');
    return flag === 1 ? element(this) : null;
  }

  end() {
    if (this.at !== this.bytes.length) throw new Error(`${this.bytes.length - this.at} bytes too many`);
  }
}
