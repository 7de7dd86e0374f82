// The JSON of actions on a page, and what its reader has to be told.

import { drawn, html } from '../ui.js';
import { shownJson } from './text.js';

/** Each string of it is an isolate of its own, so that none moves what stands beside it, whichever way it is written. */
function strings(shown) {
  const parts = [];
  let at = 0;
  const until = end => {
    const from = at;
    while (at < shown.pieces.length && shown.pieces[at].at < end) at++;
    return shown.pieces.slice(from, at);
  };
  for (const { from, to } of shown.literals) {
    parts.push(drawn(until(from)), html`<bdi dir="ltr">${drawn(until(to))}</bdi>`);
  }
  return [...parts, drawn(until(Infinity))];
}

export const Json = ({ text, shown = shownJson(text) }) => html`<bdi dir="ltr" class="value">${strings(shown)}</bdi>`;

export function Warnings({ shown, what = 'This action' }) {
  const all = shown.warnings(what);
  return all.length > 0 && html`
    <div class="notice wait warnings" role="note" aria-label="Warning">${all.map(each => html`<p key=${each}><strong aria-hidden="true">! </strong>${each}</p>`)}
      <p class="small">Each is spelled out as <span class="escape">⟨U+…⟩</span> wherever it stands.</p></div>`;
}
