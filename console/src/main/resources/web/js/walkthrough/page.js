// The walkthrough: an opening, a scenario told in beats, a proof to take home, and a form to make it lie.

import { html, plain, Problem, useCallback, useEffect, useLoaded, useMemo, useRef, useState, Value } from '../ui.js';
import { getJson, postJson } from '../api.js';
import { beatsOf, rowsOf } from './beats.js';
import { stateAfter } from './state.js';
import { wordsOf } from './words.js';
import { Matrix } from './matrix.js';
import { Stage } from './stage.js';
import { Cost, EquivocationLog, Verdict, Votes } from './panels.js';
import { useKeys, usePlayer } from './player.js';
import { Controls } from './controls.js';
import { MakeItLie } from './lie.js';
import { ProofInHand } from './proof.js';
import { Opening } from './opening.js';
import { normalise } from './run.js';

export const DEFAULT = 'clean-quorum';
const OWN = 'custom';

const title = name => name.replaceAll('-', ' ');


function Scenarios({ scenarios, current }) {
  return html`
    <nav class="scenarios" aria-label="Scenarios">
      ${scenarios.map(each => html`
        <a key=${each.name} class="scenario" href=${`#/walkthrough/${each.name}`} aria-current=${each.name === current ? 'true' : undefined}>
          <strong>${title(each.name)}</strong><span class="small">${each.summary}</span>
        </a>`)}
    </nav>`;
}

function Told({ run, scenario, at, go, onRunAgain, busy, isOwn }) {
  const beats = useMemo(() => beatsOf(run), [run]);
  const rows = useMemo(() => rowsOf(run), [run]);
  const total = beats.length;
  const now = Math.min(Math.max(1, at), total);
  const beat = beats[now - 1];
  const state = useMemo(() => stateAfter(run, beats, now), [run, beats, now]);
  const words = wordsOf(run, beats, beat);
  const player = usePlayer(total, now, go);
  useKeys(player, now, total);
  const closing = beat.kind === 'closing';
  const frame = useRef(null);
  // Somebody's own run comes into view and plays: the form that asked for it is further down.
  useEffect(() => {
    if (!isOwn) return;
    frame.current.scrollIntoView({ block: 'start' });
    if (now === 1) player.play();
  }, [run]);
  return html`
    <div ref=${frame} class="told" data-scenario=${scenario} data-done=${closing ? 'true' : 'false'}>
      <div class="shown">
      <div class="picture sheet">
        <${Stage} key=${`${now}`} run=${run} beat=${beat} state=${state} beatMillis=${player.beatMillis} label=${plain(`${words.title}. ${words.text}`)} />
        <div class="narration" aria-live=${player.playing && player.speed > 1 ? 'off' : 'polite'} aria-atomic="true">
          <h3>${words.title}</h3><p><${Value} text=${words.text} /></p>
        </div>
        <${Controls} player=${player} at=${now} total=${total} onRunAgain=${onRunAgain} busy=${busy} />
      </div>
      <div class="grid sheet"><${Matrix} run=${run} rows=${rows} state=${state} beat=${beat} />
        <p class="legend small soft"><span>▲ sent</span><span>● received</span><span>✕ denied</span><span>↷ left the view</span><span>◌ off</span><span>⊘ refused it</span><span>≠ equivocation</span><span><i class="pip-sample"></i> heard from</span></p>
      </div>
      </div>
      <div class="side">
        <${Verdict} run=${run} shown=${closing} />
        <${Votes} run=${run} state=${state} />
        <${EquivocationLog} state=${state} />
        <${Cost} run=${run} />
      </div>
    </div>`;
}

function useRun(scenario) {
  const [state, setState] = useState({ run: null, error: null, busy: scenario !== OWN, of: null });
  const latest = useRef(0);
  const start = useCallback(async (name, body) => {
    const mine = ++latest.current;
    setState(before => ({ ...before, busy: true, error: null, asked: name }));
    try {
      const { value } = await postJson(`/v1/scenarios/${name}/runs`, body);
      if (mine === latest.current) setState({ run: normalise(value), error: null, busy: false, of: name, asked: name });
    } catch (error) {
      if (mine === latest.current) setState({ run: null, error, busy: false, of: null, asked: name });
    }
  }, []);
  return [state, start];
}

export function Walkthrough({ route }) {
  const scenario = route[0] ?? DEFAULT;
  const at = Number.parseInt(route[1] ?? '1', 10) || 1;
  const scenarios = useLoaded(signal => getJson('/v1/scenarios', signal), []);
  const [state, start] = useRun(scenario);
  const known = scenarios.value?.scenarios ?? [];
  const unknown = known.length > 0 && scenario !== OWN && !known.some(each => each.name === scenario);

  useEffect(() => {
    if (!unknown && scenario !== OWN) start(scenario, {});
  }, [scenario, unknown]);

  const go = useCallback(beat => history.replaceState(null, '', `#/walkthrough/${scenario}/${beat}`) || dispatchEvent(new HashChangeEvent('hashchange')), [scenario]);
  const asked = useRef({});
  const lie = (behaviours, actionText) => {
    asked.current = { behaviours, actionText };
    start(OWN, asked.current);
    location.hash = `#/walkthrough/${OWN}`;
  };

  const shown = state.of === scenario ? state.run : null;
  const busy = state.busy && state.asked === scenario;
  return html`
    <${Opening} />
    <section aria-labelledby="watch">
      <h2 id="watch">Watch one decision</h2>
      ${scenarios.error && html`<${Problem} error=${scenarios.error} />`}
      <${Scenarios} scenarios=${known} current=${scenario} />
      ${unknown && html`<div class="notice wait" role="alert">There is no scenario “<${Value} text=${scenario} />”. Choose one above.</div>`}
      ${state.error && scenario === OWN && state.asked === OWN && html`<div class="notice wait" role="alert">There was no run: what was asked for could not be read. The form below says why.</div>`}
      ${state.error && scenario !== OWN && html`<${Problem} error=${state.error}><button onClick=${() => start(scenario, {})}>Try again</button><//>`}
      ${shown && html`<${Told} run=${shown} scenario=${scenario} at=${at} go=${go} busy=${state.busy} isOwn=${scenario === OWN}
          onRunAgain=${() => { go(1); start(scenario, scenario === OWN ? asked.current : {}); }} />`}
      ${!shown && busy && !unknown && html`<div class="empty" role="status">Four replicas are deciding…</div>`}
      ${scenario === OWN && !shown && !busy && !state.error && html`<div class="empty">Say below what each replica does, and run it.</div>`}
    </section>
    ${shown?.proofText && html`<section aria-label="Proof"><${ProofInHand} key=${shown.id} name=${scenario} proofText=${shown.proofText} groupText=${shown.groupText} /></section>`}
    ${scenarios.value && html`<section aria-label="Make it lie">
      <${MakeItLie} offered=${scenarios.value} onRun=${lie} busy=${state.busy} problem=${scenario === OWN ? state.error : null} />
    </section>`}`;
}

