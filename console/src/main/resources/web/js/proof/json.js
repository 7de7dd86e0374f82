// JSON as strictly as the gate reads it (RFC 8259 with the restrictions of I-JSON): what two readers could understand
// differently is refused. Objects become Maps, whose members keep their order and cannot be mistaken for those of a prototype.

const MOST_DEPTH = 64;
const MOST_EXACT = Number.MAX_SAFE_INTEGER;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const NUMBER = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const SPACE = /[ \n\r\t]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const LITERALS = new Map([['true', true], ['false', false], ['null', null]]);
const ESCAPES = new Map(Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }));

/** The digits of a number as ECMAScript writes it, without an exponent: 1e+21 has 22 of them. */
function digitsOf(value) {
  const [, sign, first, rest = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e\+(\d+))?$/.exec(String(value));
  return sign + first + rest + '0'.repeat(Number(exponent) - (exponent === '0' ? 0 : rest.length));
}

class Parser {
  constructor(text, whole) {
    this.text = text;
    this.whole = whole;
    this.at = 0;
  }

  refuse(problem, at = this.at) {
    const lines = this.text.slice(0, at).split(/\r\n|\r|\n/);
    throw new Error(`${lines.length}:${[...lines.at(-1)].length + 1}: ${problem}`);
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found?.[0];
  }

  skip(character) {
    this.match(SPACE);
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  value(depth) {
    this.match(SPACE);
    const first = this.text[this.at];
    if (first === '{' || first === '[') {
      if (depth > MOST_DEPTH) this.refuse(`expected nesting of at most ${MOST_DEPTH} levels`);
      this.at++;
      return first === '{' ? this.object(depth) : this.array(depth);
    }
    if (first === '"') return this.string();
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  object(depth) {
    const members = new Map();
    if (this.skip('}')) return members;
    do {
      this.match(SPACE);
      const at = this.at;
      if (this.text[at] !== '"') this.refuse('expected a member name in double quotes');
      const name = this.string();
      if (!this.skip(':')) this.refuse("expected ':' after a member name");
      const value = this.value(depth + 1);
      if (members.has(name)) this.refuse(`expected a new member name, found ${JSON.stringify(name)} a second time`, at);
      members.set(name, value);
    } while (this.skip(','));
    if (!this.skip('}')) this.refuse("expected ',' or '}' after a member");
    return members;
  }

  array(depth) {
    const elements = [];
    if (this.skip(']')) return elements;
    do elements.push(this.value(depth + 1)); while (this.skip(','));
    if (!this.skip(']')) this.refuse("expected ',' or ']' after an element");
    return elements;
  }

  string() {
    this.at++;
    let text = '';
    while (true) {
      text += this.match(PLAIN);
      const next = this.text[this.at];
      if (next === '"') {
        this.at++;
        return text;
      }
      if (next !== '\\') this.refuse(next === undefined ? 'expected \'"\' at the end of a string' : 'expected no raw control character in a string');
      text += this.escape();
    }
  }

  escape() {
    const from = this.at;
    const letter = this.text[from + 1];
    this.at += 2;
    if (letter !== 'u') return ESCAPES.get(letter) ?? this.refuse('expected an escape such as \\n, \\" or \\u000a', from);
    const unit = this.hexUnit(from);
    if (unit < 0xd800 || unit > 0xdfff) return String.fromCharCode(unit);
    if (unit < 0xdc00 && this.text.startsWith('\\u', this.at)) {
      this.at += 2;
      const low = this.hexUnit(from);
      if (low >= 0xdc00 && low <= 0xdfff) return String.fromCharCode(unit, low);
    }
    return this.refuse('expected a pair of surrogates, found a lone one', from);
  }

  hexUnit(from) {
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.refuse('expected four hexadecimal digits after \\u', from);
    this.at += 4;
    return parseInt(digits, 16);
  }

  number() {
    const from = this.at;
    const text = this.match(NUMBER);
    if (text === undefined) this.refuse('expected a value');
    const value = Number(text);
    const isInteger = /^-?[0-9]+$/.test(text);
    if (this.whole && (!isInteger || Math.abs(value) > MOST_EXACT || Object.is(value, -0))) {
      this.refuse('expected a whole number of digits alone, at most 2^53-1', from);
    }
    if (!Number.isFinite(value)) this.refuse('expected a number within the range of a double, found a larger one', from);
    if (value === 0 && /[1-9]/.test(text.replace(/[eE].*/, ''))) {
      this.refuse('expected a number within the range of a double, found one too close to zero', from);
    }
    if (isInteger && Math.abs(value) > MOST_EXACT && digitsOf(value) !== text) this.refuse('expected an integer that keeps its digits', from);
    return value + 0;
  }
}

/**
 * Reads one JSON text.
 *
 * @param bytes UTF-8; a text is taken for its bytes
 * @param limits `maxBytes`, and `whole` where all numbers must be whole and of one spelling
 * @throws Error with line and column, where the bytes are not such a text
 */
export function parseJson(bytes, { maxBytes, whole = false }) {
  const raw = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  if (raw.length > maxBytes) throw new Error(`1:1: expected at most ${maxBytes} bytes, found ${raw.length}`);
  if (raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) throw new Error('1:1: expected a value, found a byte order mark');
  let text;
  try {
    text = utf8.decode(raw);
  } catch {
    throw new Error('1:1: expected valid UTF-8');
  }
  const parser = new Parser(text, whole);
  const value = parser.value(1);
  parser.match(SPACE);
  if (parser.at !== text.length) parser.refuse('expected the end of the text');
  return value;
}
