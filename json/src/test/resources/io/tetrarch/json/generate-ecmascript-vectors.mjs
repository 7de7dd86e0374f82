// Writes ecmascript-vectors.tsv: JSON texts, and what a real ECMAScript engine makes of them.
//   node generate-ecmascript-vectors.mjs > ecmascript-vectors.tsv
// Each line: base64(input) TAB base64(JSON.stringify(JSON.parse(input))). Made with node v20.20.2.
// Inputs are objects without integer-like member names (ECMAScript moves those to the front) and without integers that
// lose their value in a double (the gate refuses them).

let state = 20261120n;
function next() { // SplitMix64
  state = (state + 0x9E3779B97F4A7C15n) & 0xFFFFFFFFFFFFFFFFn;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n) & 0xFFFFFFFFFFFFFFFFn;
  z = ((z ^ (z >> 27n)) * 0x94D049BB133111EBn) & 0xFFFFFFFFFFFFFFFFn;
  return z ^ (z >> 31n);
}
const below = n => Number(next() % BigInt(n));
const pick = list => list[below(list.length)];
const times = (n, f) => Array.from({ length: n }, f);

const buffer = new DataView(new ArrayBuffer(8));
function doubleOf(bits) { buffer.setBigUint64(0, bits); return buffer.getFloat64(0); }

// RFC 8785 appendix B
const appendixB = ['0000000000000000', '8000000000000000', '0000000000000001', '8000000000000001', '7fefffffffffffff',
  'ffefffffffffffff', '4340000000000000', 'c340000000000000', '4430000000000000', '44b52d02c7e14af5',
  '44b52d02c7e14af6', '44b52d02c7e14af7', '444b1ae4d6e2ef4e', '444b1ae4d6e2ef4f', '444b1ae4d6e2ef50',
  '3eb0c6f7a0b5ed8c', '3eb0c6f7a0b5ed8d', '41b3de4355555553', '41b3de4355555554', '41b3de4355555555',
  '41b3de4355555556', '41b3de4355555557', 'becbf647612f3696', '43143ff3c1cb0959'].map(h => doubleOf(BigInt('0x' + h)));

function finite() { for (;;) { const d = doubleOf(next()); if (Number.isFinite(d)) return d; } }
function digits(n) { return times(n, () => below(10)).join(''); }

function numberText() {
  switch (below(12)) {
    case 0: return String(pick(appendixB));
    case 1: return finite().toExponential(below(2) ? 20 : 16);
    case 2: return String(finite());
    case 3: return `${below(2) ? '-' : ''}${below(10)}.${digits(1 + below(30))}`;
    case 4: return `${1 + below(9)}${digits(below(14))}`;
    case 5: return `${below(10)}${pick(['e', 'E'])}${pick(['', '+', '-'])}${below(300)}`;
    case 6: return `-${below(3)}.${digits(3)}e${pick(['-', '+'])}0${below(25)}`;
    case 7: return pick(['0', '-0', '0.0', '-0.0e5', '1.0', '1e0', '0e999', '5e-324', '4.9E-324', '2.4703282292062328e-324',
      '1e21', '1e20', '999999999999999900000', '1e-6', '1e-7', '0.000001', '123e-20', '9007199254740992', '1E400'.slice(0, 3),
      '1.7976931348623157e308', '2.2250738585072014e-308', '0.1', '0.30000000000000004', '100', '4096', '-1', '1e23', '2e22', '9.5e-323', '9e-324']);
    case 8: return (below(2) ? 1 : -1) * Math.pow(2, below(2000) - 1000) + '';
    case 9: return `${1 + below(9)}e${below(600) - 300}`;
    case 10: return String((below(2) ? 1 : -1) * below(1e9) / Math.pow(10, below(12)));
    default: return (Number(next() >> 11n) * Math.pow(10, below(40) - 20)).toExponential();
  }
}

const rawCharacters = ['a', 'Z', ' ', '/', '\u007f', '\u0080', 'é', 'ß', '\u2028', '\u2029', '\uffff', '\ufdd0', '漢', '😀',
  '\u{10ffff}', '\u{1d11e}', '<', '&', "'", '\u00a0', '\ufeff', '\u0600', '\ud7ff', '\ue000', '𝄞'];
function hex4(unit) { const h = unit.toString(16).padStart(4, '0'); return '\\u' + (below(2) ? h : h.toUpperCase()); }
function stringText() {
  let s = '"';
  for (let n = below(14); n > 0; n--) {
    switch (below(6)) {
      case 0: s += pick(['\\"', '\\\\', '\\/', '\\b', '\\f', '\\n', '\\r', '\\t']); break;
      case 1: s += hex4(below(0x20)); break;
      case 2: { let u = below(0x10000); if (u >= 0xd800 && u < 0xe000) u -= 0x1000; s += hex4(u); break; }
      case 3: s += hex4(0xd800 + below(0x400)) + hex4(0xdc00 + below(0x400)); break;
      case 4: { let c = below(0x110000); if (c >= 0xd800 && c < 0xe000) c = 0x1F600; const t = String.fromCodePoint(c);
        s += c < 0x20 || t === '"' || t === '\\' ? 'x' : t; break; }
      default: s += pick(rawCharacters);
    }
  }
  return s + '"';
}
const space = () => below(3) ? '' : pick([' ', '\n', '\t', '\r\n', '  ', '\r']);

function objectText(depth) {
  const names = new Set();
  const members = [];
  for (let n = below(6); n > 0; n--) {
    const text = pick([stringText(), '"__proto__"', '"constructor"', '"toString"', '"-1"', '"01"', '"1.5"', `"n${below(99)}"`]);
    const name = JSON.parse(text);
    const integerLike = String(Number(name) >>> 0) === name;
    if (names.has(name) || integerLike) continue;
    names.add(name);
    members.push(`${space()}${text}${space()}:${space()}${valueText(depth - 1)}${space()}`);
  }
  return `{${members.join(',') || space()}}`;
}
function valueText(depth) {
  if (depth > 0 && below(3) === 0) {
    return below(2) ? objectText(depth) : `[${times(below(5), () => space() + valueText(depth - 1) + space()).join(',') || space()}]`;
  }
  return pick([numberText, numberText, stringText, () => pick(['true', 'false', 'null'])])();
}

const inputs = appendixB.map(d => `{"n":${d}}`);
inputs.push('{}', ' { } ', '\t{"kind" : "execute_tool", "tool":"fs_write",\n"path":"\\/tmp\\/report.md","bytes":4.096e3}\n');
inputs.push('{"a":' + '['.repeat(63) + ']'.repeat(63) + '}', '{"":""}', '{"\\u0000":"\\u0000"}');
for (let c = 0; c < 0x80; c++) inputs.push(`{"c":"\\u${c.toString(16).padStart(4, '0')}"}`);
for (let i = 0; i < 700; i++) inputs.push(`{"n":[${times(8, numberText).join(',')}]}`);
for (let i = 0; i < 300; i++) inputs.push(`{"s":[${times(4, stringText).join(', ')}]}`);
for (let i = 0; i < 500; i++) inputs.push(space() + objectText(1 + below(8)) + space());

const base64 = s => Buffer.from(s, 'utf8').toString('base64');
for (const input of inputs) {
  // an integer literal that loses its value is refused by the gate, so it is no vector here
  const lost = [...input.matchAll(/(?<![\w.\\"+-])-?\d{16,}(?![\d.eE])/g)].some(m => String(BigInt(m[0])) !== BigInt(Number(m[0])).toString()
    && String(Number(m[0])) !== m[0]);
  if (lost) continue;
  console.log(base64(input) + '\t' + base64(JSON.stringify(JSON.parse(input))));
}
