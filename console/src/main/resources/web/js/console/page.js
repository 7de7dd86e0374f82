// The console: which section, and whether the stream is alive.

import { html, Tag, Value } from '../ui.js';
import { useConnection } from './live.js';
import { Overview } from './overview.js';
import { Decisions } from './decisions.js';
import { Approvals } from './approvals.js';
import { EvidencePage } from './evidence.js';
import { CharterPage } from './charter.js';
import { LedgerPage } from './ledger.js';

export const SECTIONS = [
  { id: 'overview', title: 'Overview', page: Overview },
  { id: 'decisions', title: 'Decisions', page: Decisions },
  { id: 'approvals', title: 'Approvals', page: Approvals },
  { id: 'evidence', title: 'Evidence', page: EvidencePage },
  { id: 'charter', title: 'Charter', page: CharterPage },
  { id: 'ledger', title: 'Ledger', page: LedgerPage },
];

const CONNECTION = {
  connecting: { tone: 'none', word: 'connecting' },
  live: { tone: 'good', word: 'live' },
  paused: { tone: 'none', word: 'paused while it is not seen' },
  lost: { tone: 'wait', word: 'no connection; trying again' },
};

export function Console({ route }) {
  const section = SECTIONS.find(each => each.id === (route[0] ?? 'overview'));
  const connection = CONNECTION[useConnection()];
  if (!section) return html`<div class="notice wait" role="alert">There is no page “<${Value} text=${route[0]} />” here.</div>`;
  const Page = section.page;
  return html`
    <div class="console" data-connection=${connection.word}>
      <div class="console-head">
        <h1>${section.title}</h1>
        <span role="status"><${Tag} tone=${connection.tone}>${connection.word}<//></span>
      </div>
      <${Page} route=${route.slice(1)} />
    </div>`;
}
