// What happens to the replicas, as the stream tells it: who left a view, who leads the next, who halted, who came back.

import { html, Sheet, Tag, useState, Value } from '../ui.js';
import { useEvents } from './live.js';
import { named, Outcome } from './parts.js';

const KEPT = 40;
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

const TOLD = {
  halted: each => ({ tone: 'bad', word: 'halted', says: html`<${Value} text=${each.cause} />` }),
  started: () => ({ tone: 'good', word: 'started again', says: 'recovered from its store' }),
  'view-change': each => ({ tone: 'wait', word: 'view change', says: `asks for view ${each.view}` }),
  'new-view': each => ({ tone: 'calm', word: 'new view', says: `leads view ${each.view} from here on` }),
  view: each => each.active && { tone: 'calm', word: 'in view', says: `takes part in view ${each.view}, led by ${named(each.leader)}` },
  evidence: each => ({ tone: 'liar', word: 'equivocation', says: `proves that ${named(each.culprit)} signed two ${each.type}s` }),
  decision: each => each.outcome && { outcome: each.outcome, says: html`<a href=${`#/console/decisions/${each.id}`}>#${each.index}</a> in view ${each.view}` },
};

export function Happenings() {
  const [all, setAll] = useState([]);
  useEvents((name, data) => {
    const told = TOLD[name]?.(data);
    if (!told) return;
    // What is not answered is sent again; once is enough to be told of it.
    const key = `${name} ${data.replica} ${data.view} ${data.id ?? ''}`;
    setAll(before => (before[0]?.key === key || (name === 'view-change' && before.some(each => each.key === key))
      ? before : [{ key, name, told, replica: data.replica, at: data.at ?? Date.now() }, ...before].slice(0, KEPT)));
  });
  return html`
    <${Sheet} title="What happens" level=${2}>
      ${all.length === 0 ? html`<p class="soft">Nothing since this page was opened: ask the gate, or halt a replica and see what the others do.</p>`
        : html`<ol class="happenings" role="log" tabindex="0" aria-label="What happens, the latest first">${all.map(each => html`
          <li key=${each.key + each.at} data-event=${each.name} data-replica=${each.replica}>
            <span class="small soft number">${clock.format(each.at)}</span>
            <span>${each.told.outcome ? html`<${Outcome} value=${each.told.outcome} />` : html`<${Tag} tone=${each.told.tone}>${each.told.word}<//>`}</span>
            <span>${each.replica && html`<strong>${named(each.replica)}</strong> `}${each.told.says}</span>
          </li>`)}</ol>`}
    <//>`;
}
