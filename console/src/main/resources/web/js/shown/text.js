// How a text that was given is shown: what could change how it reads without being seen is spelled out, ⟨U+202E⟩, and so are
// the brackets of such an escape, so that the text can be had back from what is shown. The same as io.tetrarch.gate.display.

import { CHARACTERS, LOOKALIKES } from './characters.js';

const WORDS = {
  control: 'a control character',
  line: 'a line break',
  direction: 'turns the direction of text',
  invisible: 'not to be seen',
  space: 'a space of another kind',
  replacement: 'stands for what is missing',
  bracket: 'a bracket of an escape',
  mark: 'a mark out of place',
  private: 'has no agreed meaning',
  surrogate: 'half a character',
  unassigned: 'not a character of Unicode 16',
  composed: 'looks the same written otherwise',
};

const MOST_MARKS = 4;
const MOST_TOLD = 8;
/** Brackets that could be taken for the one that an escape begins with. */
const BRACKETS = new Set([0x2039, 0x276c, 0x276e, 0x2770, 0x29fc, 0x3008]);
const SEPARATORS = new Set(Array.from('"\'`()<>[]{}|;,&=', each => each.codePointAt(0)).concat(0xa0, 0x3000));
const NAMES = new Set(
  ('account address argv args branch client cmd command cwd destination dir directory domain email endpoint executor file filename '
    + 'folder from host hostname image kind name origin package path program recipient remote repo repository server source target '
    + 'to tool uri url user').split(' '),
);
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const lines = text => text.split('\n').filter(Boolean).map(line => line.split(' '));

const ranges = lines(CHARACTERS)
  .flatMap(([reason, ...all]) => all.map(range => {
    const [first, last = first] = range.split('-').map(end => Number.parseInt(end, 16));
    return { first, last, reason };
  }))
  .sort((one, other) => one.first - other.first);

const lookalikes = new Map(lines(LOOKALIKES).flatMap(([ascii, ...all]) => all.map(each => [Number.parseInt(each, 16), ascii])));

/** Why a code point is spelled out; null if it is drawn, 'mark' if it is drawn where it stands well. */
export function reasonOf(code) {
  if (code >= 0x20 && code < 0x7f) return null;
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < ranges[middle].first) high = middle - 1;
    else if (code > ranges[middle].last) low = middle + 1;
    else return ranges[middle].reason;
  }
  return null;
}

/** The ASCII text that a code point looks like; empty if none. */
export const lookalikeOf = code => lookalikes.get(code) ?? '';

const codesOf = text => Array.from(text, each => each.codePointAt(0));
const textOf = (codes, from, to) => codes.slice(from, to).map(code => String.fromCodePoint(code)).join('');
const isWord = code => /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(code));
const isLetter = code => /[A-Za-z]/.test(String.fromCodePoint(code));
const isNormal = text => text.normalize('NFC') === text;

/** May become one with what is before it: a mark, or a Korean vowel or final consonant. */
const continues = code =>
  code >= 0x300 && (reasonOf(code) === 'mark' || (code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7ff));

function spellHidden(codes, reasons) {
  codes.forEach((code, at) => {
    const reason = reasonOf(code);
    if (reason !== 'mark') reasons[at] = reason;
    if (BRACKETS.has(code) && codes[at + 1] === 0x55) reasons[at] = 'bracket';
  });
}

/** Texts that are canonically equivalent look the same; of them only the one in normal form C is drawn as it is. */
function spellComposed(codes, reasons) {
  if (isNormal(textOf(codes, 0, codes.length))) return;
  for (let from = 0, to; from < codes.length; from = to) {
    to = from + 1;
    while (to < codes.length && continues(codes[to])) to++;
    if (isNormal(textOf(codes, from, to))) continue;
    for (let at = from; at < to; at++) if (codes[at] >= 0x80) reasons[at] ??= 'composed';
  }
}

function spellMarks(codes, reasons) {
  let marks = 0;
  codes.forEach((code, at) => {
    if (code < 0x300 || reasonOf(code) !== 'mark') {
      marks = 0;
      return;
    }
    marks++;
    const before = codes[at - 1];
    const bare = at === 0 || reasons[at - 1] || (before < 0x80 && !/[A-Za-z0-9]/.test(String.fromCodePoint(before)));
    if (bare || marks > MOST_MARKS) reasons[at] ??= 'mark';
  });
}

function reasonsOf(codes, names) {
  const reasons = new Array(codes.length).fill(null);
  spellHidden(codes, reasons);
  spellComposed(codes, reasons);
  for (const at of names) reasons[at] = 'lookalike';
  spellMarks(codes, reasons);
  return reasons;
}

const ascii = code => (code < 0x80 ? String.fromCodePoint(code) : lookalikeOf(code));

function looksLikeName(codes, from, to) {
  for (let at = from; at < to; at++) {
    const shape = ascii(codes[at]);
    if (shape === '/' || shape === '\\' || shape === '@') return true;
    if (shape === '.' && at > from && at + 1 < to && isWord(codes[at - 1]) && isWord(codes[at + 1])) return true;
  }
  return false;
}

/** In a run of letters that mixes lookalikes with letters of ASCII, or is made of nothing else. */
function lookalikesOfWord(codes, from, to, found) {
  const word = codes.slice(from, to);
  const mixed = word.some(isLetter);
  const whole = word.every(code => code < 0x80 || lookalikes.has(code));
  if (mixed || whole) for (let at = from; at < to; at++) if (lookalikes.has(codes[at])) found.push(at);
}

function lookalikesOfName(codes, from, to, found) {
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && isWord(codes[at])) continue;
    lookalikesOfWord(codes, start, at, found);
    start = at + 1;
    if (at < to && lookalikes.has(codes[at])) found.push(at);
  }
}

/** The places of the letters in names that only look like letters of ASCII. */
function namesIn(codes, from, to, expected) {
  const found = [];
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && codes[at] > 0x20 && !SEPARATORS.has(codes[at])) continue;
    if (expected || looksLikeName(codes, start, at)) lookalikesOfName(codes, start, at, found);
    start = at + 1;
  }
  return found;
}

/** The strings of a JSON text, each from behind its opening quote to before the closing one, and whether it is a name. */
function literalsOf(codes) {
  const found = [];
  const members = [''];
  for (let at = 0; at < codes.length; at++) {
    const char = String.fromCodePoint(codes[at]);
    if (char === '{') members.push('');
    else if (char === '[') members.push(members.at(-1));
    else if ((char === '}' || char === ']') && members.length > 1) members.pop();
    else if (char === '"') {
      const from = at + 1;
      let to = from;
      while (to < codes.length && codes[to] !== QUOTE) to += codes[to] === BACKSLASH ? 2 : 1;
      to = Math.min(to, codes.length);
      let next = to + 1;
      while (codes[next] === 0x20) next++;
      const member = codes[next] === 0x3a;
      if (member) members[members.length - 1] = textOf(codes, from, to).toLowerCase().replace(/[-_]/g, '');
      found.push({ from, to, member, depth: members.length - 1, name: member || NAMES.has(members.at(-1)) });
      at = to;
    }
  }
  return found;
}

const ESCAPED = { b: 0x08, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09 };

/** Blanks what JSON escapes, but for backslashes, which part paths; tells what of it is a character of those spelled out. */
function blankEscapes(codes, { from, to }, tell) {
  for (let at = from; at + 1 < to; at++) {
    if (codes[at] !== BACKSLASH) continue;
    if (codes[at + 1] === BACKSLASH) {
      at++;
      continue;
    }
    const kind = String.fromCodePoint(codes[at + 1]);
    const length = kind === 'u' && at + 5 < to ? 6 : 2;
    const digits = textOf(codes, at + 2, at + length);
    const code = kind === 'u' && /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : ESCAPED[kind] ?? 0x20;
    const reason = reasonOf(code);
    if (reason && reason !== 'surrogate') tell(code, reason);
    codes.fill(0x20, at, at + length);
  }
}

const hex = code => code.toString(16).toUpperCase().padStart(4, '0');

class Shown {
  constructor(codes, reasons, literals, found) {
    /** A list of texts to be drawn and of escapes, {@code {text, reason, at}}; an escape has a reason. */
    this.pieces = [];
    this.literals = literals;
    this.found = found;
    const edges = new Set(literals.flatMap(each => [each.from, each.to]));
    codes.forEach((code, at) => {
      if (reasons[at]) {
        this.tell(code, reasons[at]);
        this.pieces.push({ text: `⟨U+${hex(code)}⟩`, code, reason: reasons[at], at });
        return;
      }
      const last = this.pieces.at(-1);
      if (last && !last.reason && !edges.has(at)) last.text += String.fromCodePoint(code);
      else this.pieces.push({ text: String.fromCodePoint(code), reason: null, at });
    });
  }

  tell(code, reason) {
    const key = `${code}/${reason}`;
    const times = (this.found.get(key)?.times ?? 0) + 1;
    this.found.set(key, { code, reason, times });
  }

  /** On one line, everything spelled out. */
  get text() {
    return this.pieces.map(piece => piece.text).join('');
  }

  /** What a reader has to be told, a sentence each; empty if the text is what it seems. */
  warnings(what) {
    const told = wanted => {
      const all = [...this.found.values()].filter(each => (each.reason === 'lookalike') === wanted);
      const words = all.slice(0, MOST_TOLD).map(({ code, reason, times }) =>
        `U+${hex(code)} (${reason === 'lookalike' ? `looks like ${lookalikeOf(code)}` : WORDS[reason]}${times > 1 ? `, ${times} times` : ''})`);
      return words.join(', ') + (all.length > MOST_TOLD ? `, and ${all.length - MOST_TOLD} more` : '');
    };
    const sentences = [];
    if (told(false)) sentences.push(`${what} holds characters that could change how it reads: ${told(false)}.`);
    if (told(true)) sentences.push(`${what} has names with letters that only look like others: ${told(true)}.`);
    return sentences;
  }
}

/** Any text. */
export function shownText(text) {
  const codes = codesOf(String(text));
  return new Shown(codes, reasonsOf(codes, []), [], new Map());
}

/** @param expected whether any word may be a name, or only one that looks like a host, an address or a path */
export function shownNames(text, expected = true) {
  const codes = codesOf(String(text));
  return new Shown(codes, reasonsOf(codes, namesIn(codes, 0, codes.length, expected)), [], new Map());
}

/** The JSON of an action, or a part of it: of its names the letters that only look like ASCII are spelled out too. */
export function shownJson(json) {
  const codes = codesOf(json);
  const literals = literalsOf(codes);
  const unescaped = [...codes];
  const found = new Map();
  const tell = (code, reason) => found.set(`${code}/${reason}`, { code, reason, times: (found.get(`${code}/${reason}`)?.times ?? 0) + 1 });
  const names = literals.flatMap(literal => {
    blankEscapes(unescaped, literal, tell);
    return namesIn(unescaped, literal.from, literal.to, literal.name);
  });
  return new Shown(codes, reasonsOf(codes, names), literals, found);
}

/**
 * The members of a JSON object in the order of its text, which parsing it does not always keep.
 *
 * @returns {{name: string, text: string, isName: boolean}[]} {@code text} is the value's JSON
 */
export function membersOf(json) {
  const codes = codesOf(json);
  const members = literalsOf(codes).filter(each => each.member && each.depth === 1);
  return members.map((each, i) => {
    const colon = codes.indexOf(0x3a, each.to + 1);
    const end = i + 1 < members.length ? codes.lastIndexOf(0x2c, members[i + 1].from - 2) : codes.lastIndexOf(0x7d);
    const name = JSON.parse(`"${textOf(codes, each.from, each.to)}"`);
    return { name, text: textOf(codes, colon + 1, end), isName: NAMES.has(name.toLowerCase().replace(/[-_]/g, '')) };
  });
}
