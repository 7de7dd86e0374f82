// What a value of a file must look like: each form takes a parsed value and its path, and gives what it stands for.

import { fromBase64 } from './bytes.js';

const refuse = (path, expected) => {
  throw new Error(`${path ? `at ${path}: ` : ''}expected ${expected}`);
};

/** Exactly these members, and of the optional ones whichever are there; null is no absence. */
export const object = (required, optional = {}) => (value, path = '') => {
  if (!(value instanceof Map)) refuse(path, 'an object');
  const below = name => (path ? `${path}.${name}` : name);
  for (const name of value.keys()) {
    if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name)) {
      refuse(below(name), `only the members ${[...Object.keys(required), ...Object.keys(optional)].join(', ')}`);
    }
  }
  const read = {};
  for (const [name, form] of [...Object.entries(required), ...Object.entries(optional)]) {
    if (value.has(name)) read[name] = form(value.get(name), below(name));
    else if (Object.hasOwn(required, name)) refuse(path, `a member "${name}"`);
  }
  return read;
};

export const list = (element, least = 0, most = Infinity) => (value, path) => {
  if (!Array.isArray(value)) refuse(path, 'an array');
  if (value.length < least || value.length > most) refuse(path, `from ${least} to ${most} elements`);
  return value.map((each, i) => element(each, `${path}[${i}]`));
};

export const text = (value, path) => (typeof value === 'string' ? value : refuse(path, 'a string'));

export const matching = (pattern, what) => (value, path) => (pattern.test(text(value, path)) ? value : refuse(path, what));

export const oneOf = (...words) => (value, path) => (words.includes(text(value, path)) ? value : refuse(path, words.join(' or ')));

export const digest = matching(/^[0-9a-f]{64}$/, '64 lower-case hex digits');

export const integer = (least, most) => (value, path) =>
  (Number.isInteger(value) && value >= least && value <= most ? value : refuse(path, `an integer from ${least} to ${most}`));

/** A member that may only say true: whatever is not so leaves it out. */
export const flag = (value, path) => value === true || refuse(path, 'true, or no such member');

export const base64 = (value, path) => {
  try {
    return fromBase64(value);
  } catch (error) {
    return refuse(path, error.message.replace('expected ', ''));
  }
};

export const anything = value => value;

/** Each once, and by UTF-16 in ascending order. */
export const isAscending = texts => texts.every((each, i) => i === 0 || texts[i - 1] < each);

/** The accepted judges as a group file or a swap lists them. */
export const judges = (value, path) => {
  const read = object({
    seats: list(list(digest, 1, 8), 1, 100),
    builtIn: list(matching(/^built-in\/[a-z0-9-]{1,55}$/, 'ids such as built-in/receipt'), 0, 32),
  })(value, path);
  if (![...read.seats, read.builtIn].every(isAscending)) refuse(path, 'digests and ids each once and in ascending order');
  return read;
};
