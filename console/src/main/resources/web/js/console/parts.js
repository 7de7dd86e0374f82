// Parts that several pages of the console are made of.

import { html, Tag, Value } from '../ui.js';

const OUTCOME = { APPROVED: 'good', DENIED: 'bad', EXPIRED: 'wait' };
const ANSWER = { APPROVE: ['good', '✓'], DENY: ['bad', '✕'], ABSTAIN: ['wait', '○'] };

export const Outcome = ({ value }) => html`<${Tag} tone=${OUTCOME[value] ?? 'none'}>${value ?? 'PENDING'}<//>`;

export function Answer({ value, name }) {
  const [tone, shape] = ANSWER[value] ?? ['none', '·'];
  return html`<${Tag} tone=${tone} shape=${shape}><${Value} text=${name ?? value} />${name && html`<span class="visually-hidden"> ${value}</span>`}<//>`;
}

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const Time = ({ millis }) =>
  millis ? html`<time datetime=${new Date(millis).toISOString()} title=${new Date(millis).toISOString()}>${clock.format(millis)}</time>` : html`<span class="soft">–</span>`;

/** A list of terms with their values. */
export const Facts = ({ of }) => html`
  <dl class="pairs">${of.map(([term, value], i) => html`<div key=${i}><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;

export const named = name => String(name ?? '').replaceAll('_', ' ');
