// Why one yes is not enough.

import { html } from '../ui.js';

const COLUMNS = [
  {
    title: 'One model says yes',
    tone: 'bad',
    picture: ['yes'],
    text: 'One prompt injection, one bad day, one compromised key, and the action runs. Afterwards there is a log line that anyone on the machine could have written.',
    facts: ['one mistake is enough', 'nothing is signed', 'nothing can be checked later'],
  },
  {
    title: 'A majority, unsigned',
    tone: 'wait',
    picture: ['yes', 'yes', 'no'],
    text: 'Several answers are counted by one program. Whoever holds that program holds the result, and a voter may tell one reader yes and another no without being caught.',
    facts: ['the counter is trusted blindly', 'lies look like opinions', 'a time-out often counts as yes'],
  },
  {
    title: 'Three of four, signed twice',
    tone: 'good',
    picture: ['yes', 'yes', 'yes', 'any'],
    text: 'Four replicas, each with its own key and judge. Three matching signatures to prepare, three to commit. One may lie, be silent or be broken into: the answer stays right, and comes with a proof that needs no trust in us.',
    facts: ['one liar changes nothing', 'two contradicting signatures convict', 'no proof, no action'],
  },
];

const FACES = { yes: ['✓', 'yes'], no: ['✕', 'no'], any: ['?', 'whatever the fourth says'] };

export function Opening() {
  return html`
    <section class="opening">
      <h1>Four replicas, one decision.</h1>
      <p class="lead">An agent wants to delete a file, deploy to production, call a tool. Before anything runs, four independent judges look at the exact bytes, sign what they think, and agree by Byzantine consensus (PBFT). Below, the real core does it for you: new keys, real signatures, measured now.</p>
      <div class="columns">${COLUMNS.map(column => html`
        <article class=${`column ${column.tone}`} key=${column.title}>
          <div class="faces" aria-hidden="true">${column.picture.map((each, i) => html`<span key=${i} class=${each}>${FACES[each][0]}</span>`)}</div>
          <h2>${column.title}</h2>
          <p>${column.text}</p>
          <ul>${column.facts.map(fact => html`<li key=${fact}>${fact}</li>`)}</ul>
        </article>`)}
      </div>
    </section>`;
}
