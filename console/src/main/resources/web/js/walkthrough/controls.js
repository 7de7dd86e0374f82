// Play, pause, step, restart, speed, and the beat as a slider.

import { html } from '../ui.js';
import { SPEEDS } from './player.js';

export function Controls({ player, at, total, onRunAgain, busy }) {
  return html`
    <div class="controls" role="group" aria-label="Playback">
      <button onClick=${() => player.step(1)} disabled=${at === 1} aria-label="Back to the first beat" title="Home"><span aria-hidden="true">|◀</span></button>
      <button onClick=${() => player.step(at - 1)} disabled=${at === 1} aria-label="One beat back" title="Left arrow"><span aria-hidden="true">◀</span></button>
      <button class="primary play" onClick=${player.toggle} title="Space">
        <span aria-hidden="true">${player.playing ? '❚❚' : '►'}</span>${player.playing ? 'Pause' : at >= total ? 'Replay' : 'Play'}
      </button>
      <button onClick=${() => player.step(at + 1)} disabled=${at === total} aria-label="One beat forward" title="Right arrow"><span aria-hidden="true">▶</span></button>
      <button onClick=${() => player.step(total)} disabled=${at === total} aria-label="To the last beat" title="End"><span aria-hidden="true">▶|</span></button>
      <label class="seek"><span class="visually-hidden">Beat</span>
        <input type="range" min="1" max=${total} value=${at} aria-valuetext=${`beat ${at} of ${total}`} onInput=${event => player.step(Number(event.target.value))} />
      </label>
      <span class="beat-number number" data-beat=${at} data-beats=${total}>beat ${at} of ${total}</span>
      <label class="row small">Speed
        <select value=${String(player.speed)} onChange=${event => player.setSpeed(Number(event.target.value))}>
          ${SPEEDS.map(each => html`<option key=${each} value=${String(each)}>${each}×</option>`)}
        </select>
      </label>
      <button onClick=${onRunAgain} disabled=${busy} title="Four new keys, a new run">${busy ? 'Running…' : 'Run it again'}</button>
    </div>`;
}
