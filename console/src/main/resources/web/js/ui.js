// What every page is written with: Preact and htm, as the browser loads them, and the few parts of our own.

import { h } from '../lib/preact/preact.js';
import { useEffect, useState } from '../lib/preact/hooks.js';
import htm from '../lib/htm/htm.js';
import { shownText } from './shown/text.js';

export { render } from '../lib/preact/preact.js';
export { useCallback, useEffect, useMemo, useRef, useState } from '../lib/preact/hooks.js';
export const html = htm.bind(h);

/** Shapes and words of the states; the colour is only the third to say it. */
const SHAPES = { good: '✓', bad: '✕', wait: '◷', liar: '≠', calm: '●', none: '·' };

export const Tag = ({ tone = 'none', shape = SHAPES[tone], children }) =>
  html`<span class=${`tag ${tone}`}><span aria-hidden="true">${shape}</span>${children}</span>`;

export const Sheet = ({ title, level = 3, class: extra = '', children }) => html`
  <section class=${`sheet ${extra}`} aria-label=${title}>
    ${title && html`<${`h${level}`} class="sheet-title">${title}<//>`}
    ${children}
  </section>`;

export const Empty = ({ children }) => html`<div class="empty">${children}</div>`;

/** What is drawn as it is, and what is spelled out. */
export const drawn = (pieces, lines = false) => pieces.map(each =>
  (each.reason ? html`<span class="escape" data-reason=${each.reason}>${each.text}</span>${lines && each.reason === 'line' && html`<br />`}` : each.text));

/**
 * A text that was given, by an action or whoever else: an isolate, so that it moves nothing that stands beside it, with what
 * could change how it reads spelled out. With {@code lines} a new line begins behind each line break that is spelled out.
 */
export const Value = ({ text, shown = shownText(text), lines = false }) =>
  html`<bdi dir="ltr" class="value">${drawn(shown.pieces, lines)}</bdi>`;

/** The same where there can be no elements. */
export const plain = text => shownText(text).text;

export const Problem = ({ error, children }) => html`
  <div class="notice bad" role="alert">
    <strong>${error.title ?? 'That did not work'}:</strong> <${Value} text=${String(error.detail ?? error.message).replace(/[^.!?]$/u, '$&.')} /> ${children}
  </div>`;

export const brief = (hex, length = 8) => (hex ? `${hex.slice(0, length)}…` : '–');

export const Hex = ({ value, length = 12 }) =>
  html`<code title=${value}>${value ? brief(value, length) : '–'}</code>`;

/** The value of an asynchronous read, and its failure; read again whenever a dependency changes. */
export function useLoaded(load, dependencies) {
  const [state, setState] = useState({ loading: true, value: null, error: null });
  useEffect(() => {
    const stop = new AbortController();
    setState(before => ({ ...before, loading: true }));
    load(stop.signal).then(
      value => stop.signal.aborted || setState({ loading: false, value, error: null }),
      error => stop.signal.aborted || setState({ loading: false, value: null, error }),
    );
    return () => stop.abort();
  }, dependencies);
  return state;
}

const reduced = matchMedia('(prefers-reduced-motion: reduce)');
export const motionIsReduced = () => reduced.matches;
