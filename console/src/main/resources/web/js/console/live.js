// The stream of events (server-sent, resumed by the browser where it broke off), shared by all pages of the console.

import { useEffect, useRef, useState } from '../ui.js';
import { checkSession } from '../session.js';

const NAMES = ['verdicts', 'vote', 'view-change', 'new-view', 'view', 'executed', 'decision', 'evidence', 'halted', 'started', 'approval', 'devices', 'charter', 'reset', 'dropped'];

/** Lost for longer than the browser keeps trying by itself, the stream is opened again. */
const AGAIN_MILLIS = 3000;

class Stream {
  constructor() {
    this.listeners = new Set();
    this.states = new Set();
    this.state = 'connecting';
    this.stale = false;
    // All pages of a browser share six connections to a server (HTTP/1.1), so that only those that are seen may hold one:
    // neither a tab behind another nor a page kept for "back" does. Seen again, it opens its own and reads afresh.
    addEventListener('pagehide', () => this.pause());
    addEventListener('pageshow', event => event.persisted && this.goOn());
    document.addEventListener('visibilitychange', () => (document.hidden ? this.pause() : this.goOn()));
  }

  pause() {
    this.source?.close();
    this.source = null;
    this.stale = true;
    this.become('paused');
  }

  goOn() {
    if (this.listeners.size === 0 || this.source) return;
    if (document.hidden) this.pause();
    else this.open();
  }

  open() {
    const source = new EventSource('/v1/events');
    this.source = source;
    if (this.state === 'paused') this.become('connecting');
    source.onopen = () => this.become('live');
    source.onerror = () => {
      this.stale = true;
      this.become('lost');
      if (source.readyState !== EventSource.CLOSED) return;
      checkSession(); // closed for good: by a server that wants to know who listens, for one
      setTimeout(() => this.source === source && this.open(), AGAIN_MILLIS);
    };
    for (const name of NAMES) {
      source.addEventListener(name, event => {
        const data = JSON.parse(event.data);
        for (const listener of this.listeners) listener(name, data);
      });
    }
  }

  become(state) {
    this.state = state;
    if (state === 'live' && this.stale) {
      // What happened while nobody listened is not told again in full, so that everyone reads afresh.
      this.stale = false;
      for (const listener of this.listeners) listener('reset', {});
    }
    for (const each of this.states) each(state);
  }

  listen(listener) {
    this.listeners.add(listener);
    this.goOn();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.pause();
    };
  }
}

const stream = new Stream();

/** Calls back for each event while the page is shown. */
export function useEvents(onEvent) {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => stream.listen((name, data) => latest.current(name, data)), []);
}

/** {@code connecting}, {@code live}, {@code paused} or {@code lost}. */
export function useConnection() {
  const [state, setState] = useState(stream.state);
  useEffect(() => {
    stream.states.add(setState);
    setState(stream.state);
    return () => stream.states.delete(setState);
  }, []);
  return state;
}

/**
 * Reads now, and again when an event of these names comes; at most every so many milliseconds. An answer that a later one
 * has overtaken is dropped.
 *
 * @returns {{value: any, error: ?Error, reload: function}}
 */
export function useFresh(load, names, dependencies = [], atMostEveryMillis = 400) {
  const [state, setState] = useState({ value: null, error: null });
  const timer = useRef(null);
  const alive = useRef(true);
  const read = useRef(null);
  const asked = useRef(0);
  const answered = useRef(0);
  read.current = () => {
    timer.current = null;
    const mine = ++asked.current;
    const isNews = () => alive.current && mine > answered.current && (answered.current = mine);
    load().then(
      value => isNews() && setState({ value, error: null }),
      error => isNews() && setState(before => ({ value: before.value, error })),
    );
  };
  const soon = () => (timer.current ??= setTimeout(() => read.current(), atMostEveryMillis));
  useEffect(() => {
    alive.current = true;
    answered.current = asked.current; // what was asked for before is about something else
    read.current();
    return () => {
      alive.current = false;
      clearTimeout(timer.current);
      timer.current = null;
    };
  }, dependencies);
  useEvents(name => (names.includes(name) || name === 'reset') && soon());
  return { ...state, reload: () => read.current() };
}
