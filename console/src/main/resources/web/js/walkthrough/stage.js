// Four replicas, the agent and the executor, and the messages between them while they fly.

import { html, motionIsReduced } from '../ui.js';
import { leaderOf } from './state.js';

const WIDTH = 720;
const HEIGHT = 340;
const AGENT = { x: 62, y: 170 };
const EXECUTOR = { x: 658, y: 170 };
const PLACES = [
  { x: 250, y: 78 },
  { x: 470, y: 78 },
  { x: 250, y: 262 },
  { x: 470, y: 262 },
];
const RADIUS = 40;

/** From rim to rim, so that an arrow does not run under a circle. */
function path(from, to) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const ux = (to.x - from.x) / length;
  const uy = (to.y - from.y) / length;
  // A little to the right of the straight line, so that two directions do not cover each other.
  const shift = 7;
  return {
    x1: from.x + ux * RADIUS - uy * shift,
    y1: from.y + uy * RADIUS + ux * shift,
    x2: to.x - ux * (RADIUS + 4) - uy * shift,
    y2: to.y - uy * (RADIUS + 4) + ux * shift,
  };
}

/** The messages of a beat: who sent to whom, and whether it was taken in. */
function flights(run, beat) {
  const place = name => PLACES[run.replicas.indexOf(name)];
  if (beat.phase === 'request' && beat.voice === 'spoke') {
    return beat.events.map((event, i) => ({ key: `${beat.at}/${i}`, tone: 'calm', ...path(AGENT, place(event.replica)) }));
  }
  if (beat.kind === 'closing' && run.outcome.decision === 'APPROVED') {
    return [{ key: 'proof', tone: 'good', ...path({ x: 510, y: 170 }, EXECUTOR) }];
  }
  if (beat.voice !== 'heard' && beat.voice !== 'refused') return [];
  return beat.events
    .filter(event => event.from !== event.replica && place(event.from))
    .map((event, i) => ({
      key: `${beat.at}/${beat.phase}/${beat.voice}/${i}`,
      tone: beat.voice === 'refused' ? 'bad' : event.phase === 'verdict' && event.reason === 'DENY' ? 'bad' : event.phase === 'view-change' ? 'wait' : 'calm',
      ...path(place(event.from), place(event.replica)),
    }));
}

function Flight({ tone, x1, y1, x2, y2, delay, span }) {
  const style = { '--dx': `${x1 - x2}px`, '--dy': `${y1 - y2}px`, '--delay': `${delay}ms`, '--span': `${span}ms` };
  return html`<g class=${`flight ${tone}`} style=${style}>
    <line x1=${x1} y1=${y1} x2=${x2} y2=${y2} />
    <circle cx=${x2} cy=${y2} r="5" />
  </g>`;
}

function status(replica, speaking) {
  if (replica.convicted) return { tone: 'liar', word: '≠ equivocated' };
  if (replica.down) return { tone: 'wait', word: '◌ down' };
  if (replica.executed) return { tone: 'good', word: '✓ executed' };
  if (speaking) return { tone: 'calm', word: '▲ signs' };
  if (replica.answer === 'DENY') return { tone: 'bad', word: '✕ denied' };
  if (replica.answer === 'APPROVE') return { tone: 'good', word: '✓ approved' };
  if (replica.answer) return { tone: 'wait', word: '○ abstained' };
  return { tone: 'none', word: 'waits' };
}

const initials = name => (name.includes('_') ? name.split('_').map(part => part[0]).join('') : name.slice(0, 2)).toUpperCase();

function Replica({ replica, place, leads, speaking }) {
  const { tone, word } = status(replica, speaking);
  const below = place.y > HEIGHT / 2;
  return html`<g class=${`node ${tone} ${speaking ? 'speaking' : ''}`} transform=${`translate(${place.x} ${place.y})`}>
    <circle class="halo" r=${RADIUS} />
    <circle class="body" r=${RADIUS - 4} />
    <text class="initial" y="6" text-anchor="middle">${initials(replica.name)}</text>
    ${leads && html`<path class="crown" d="M-13 -42 l0 -14 6.5 6 6.5 -10 6.5 10 6.5 -6 0 14 z"><title>leader</title></path>`}
    <text class="name" y=${below ? 56 : -62} text-anchor="middle">${replica.name.replace('_', ' ')}</text>
    <text class="status" y=${below ? 73 : 60} text-anchor="middle">${word}</text>
  </g>`;
}

const End = ({ x, y, name, word, tone }) => html`
  <g class=${`end ${tone}`} transform=${`translate(${x} ${y})`}>
    <rect x="-46" y="-28" width="92" height="56" rx="10" />
    <text class="name" y="-2" text-anchor="middle">${name}</text>
    <text class="status" y="16" text-anchor="middle">${word}</text>
  </g>`;

export function Stage({ run, beat, state, beatMillis, label }) {
  const speaking = new Set(beat.voice === 'spoke' && beat.phase !== 'power' && beat.phase !== 'request' ? beat.events.map(e => e.replica) : []);
  const closing = beat.kind === 'closing';
  const approved = closing && run.outcome.decision === 'APPROVED';
  const moving = flights(run, beat);
  const span = motionIsReduced() ? 0 : Math.max(200, beatMillis * 0.45);
  return html`
    <svg class="stage" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
      <g class="links">${PLACES.flatMap((a, i) => PLACES.slice(i + 1).map(b => html`<line x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y} />`))}</g>
      <${End} ...${AGENT} name="agent" word=${beat.kind === 'opening' ? 'asks' : 'waits'} tone=${beat.kind === 'opening' ? 'calm' : 'none'} />
      <${End} ...${EXECUTOR} name="executor" word=${approved ? '✓ may run' : closing ? '✕ runs nothing' : 'shut'} tone=${approved ? 'good' : closing ? 'bad' : 'none'} />
      ${moving.map((each, i) => html`<${Flight} ...${each} key=${each.key} span=${span} delay=${moving.length > 4 ? (i % 4) * (span / 8) : 0} />`)}
      ${state.replicas.map((replica, i) => html`<${Replica} key=${replica.name} replica=${replica} place=${PLACES[i]}
          leads=${leaderOf(run, state.view) === replica.name} speaking=${speaking.has(replica.name)} />`)}
    </svg>`;
}
