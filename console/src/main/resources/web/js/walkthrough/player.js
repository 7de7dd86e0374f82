// Where the story stands: play, pause, step, speed. One number, so that any state has a link.

import { useCallback, useEffect, useState } from '../ui.js';

export const SPEEDS = [0.5, 1, 2, 4];
const BEAT_MILLIS = 2600;

/**
 * @param total how many beats there are
 * @param at the beat shown, from 1
 * @param go shows another
 */
export function usePlayer(total, at, go) {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const beatMillis = BEAT_MILLIS / speed;

  const step = useCallback(to => {
    setPlaying(false);
    go(Math.min(total, Math.max(1, to)));
  }, [total, go]);

  useEffect(() => {
    if (!playing) return undefined;
    if (at >= total) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => go(at + 1), beatMillis);
    return () => clearTimeout(timer);
  }, [playing, at, total, beatMillis, go]);

  const toggle = useCallback(() => {
    if (!playing && at >= total) go(1);
    setPlaying(!playing);
  }, [playing, at, total, go]);

  return { playing, toggle, step, speed, setSpeed, beatMillis, play: () => setPlaying(true) };
}

const isTyping = target => target.closest('input, textarea, select, [contenteditable]');
const isPressable = target => target.closest('button, a, summary');

/** Arrow keys, Home, End and space, unless they belong to the element that has the focus. */
export function useKeys(player, at, total) {
  useEffect(() => {
    const onKey = event => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      const keys = {
        ArrowRight: () => player.step(at + 1),
        ArrowLeft: () => player.step(at - 1),
        Home: () => player.step(1),
        End: () => player.step(total),
        ' ': () => player.toggle(),
      };
      if (!keys[event.key] || (event.key === ' ' && isPressable(event.target))) return;
      event.preventDefault();
      keys[event.key]();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [player, at, total]);
}
