// Decisions that fit a filter, the latest first: one answer after another, joined without a hole.

import { useEffect, useRef, useState } from '../ui.js';
import { getJson } from '../api.js';
import { useEvents } from './live.js';

/** A filter that changes while somebody types is asked for once they pause. */
const TYPING_MILLIS = 250;
const AT_MOST_EVERY_MILLIS = 400;

/** Pages that are read to join what is new with what is shown; where more is new, the list begins anew. */
const MOST_PAGES = 10;

const NOTHING = { lines: [], size: 0, next: null, busy: true, error: null };

function query(filter, before) {
  const parameters = new URLSearchParams({ limit: '50' });
  for (const [name, value] of Object.entries(filter)) if (value.trim()) parameters.set(name, value.trim());
  if (before != null) parameters.set('before', before);
  return `/v1/decisions?${parameters}`;
}

/** What was found under a filter; nothing of it is there twice, and between the first and the last nothing is left out. */
const joined = (newer, lines) => [...new Map([...newer, ...lines].map(each => [each.id, each])).values()];

/** From the head of the ledger down to {@code size}, up to where everything is known already. */
async function since(size, filter, signal) {
  let page = await getJson(query(filter), signal);
  const head = page.size;
  const lines = [...page.decisions];
  for (let pages = 1; page.next != null && page.next > size; pages++) {
    if (pages === MOST_PAGES) return { head, lines, next: page.next, isWhole: false };
    page = await getJson(query(filter, page.next), signal);
    lines.push(...page.decisions);
  }
  return { head, lines, next: page.next, isWhole: true };
}

/**
 * The latest decisions that fit, kept up as new ones come.
 *
 * @returns {{lines: object[], size: number, next: ?number, busy: boolean, error: ?Error, isFiltered: boolean, more: function}}
 *   {@code next}: below this entry nothing was looked at yet; null if all was
 */
export function useDecisions(filter) {
  const key = JSON.stringify(filter);
  const [state, setState] = useState(NOTHING);
  const now = useRef(NOTHING);
  const turn = useRef(null);
  const timer = useRef(null);
  const show = next => setState((now.current = next));

  /** One question at a time: a later one gives up the one before, whose answer is not shown. */
  const ask = async question => {
    turn.current?.abort();
    const mine = (turn.current = new AbortController());
    show({ ...now.current, busy: true });
    try {
      const found = await question(mine.signal);
      if (!mine.signal.aborted) show({ ...found, busy: false, error: null });
    } catch (error) {
      if (!mine.signal.aborted) show({ ...now.current, busy: false, error });
    }
  };

  const latest = () => ask(async signal => {
    const { lines, size, next } = now.current;
    const known = size > 0 ? size : Number.MAX_SAFE_INTEGER;
    const found = await since(known, filter, signal);
    const joins = size > 0 && found.isWhole && found.head >= size;
    return { lines: joins ? joined(found.lines, lines) : found.lines, size: found.head, next: joins ? next : found.next };
  });
  const more = () => ask(async signal => {
    const page = await getJson(query(filter, now.current.next), signal);
    return { ...now.current, lines: joined(now.current.lines, page.decisions), next: page.next };
  });

  const begin = useRef(latest);
  begin.current = latest;
  useEffect(() => {
    turn.current?.abort();
    clearTimeout(timer.current);
    show(NOTHING);
    timer.current = setTimeout(() => ((timer.current = null), begin.current()), filter.text || filter.tool ? TYPING_MILLIS : 0);
    return () => (clearTimeout(timer.current), turn.current?.abort());
  }, [key]);
  const soon = () => (timer.current ??= setTimeout(() => {
    timer.current = null;
    if (now.current.busy) soon();
    else begin.current();
  }, AT_MOST_EVERY_MILLIS));
  useEvents(name => (name === 'decision' || name === 'reset') && soon());
  return { ...state, isFiltered: Object.values(filter).some(value => value.trim()), more };
}
