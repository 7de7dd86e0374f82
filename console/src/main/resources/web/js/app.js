// The shell: which page, which theme. Addresses are fragments, so that every state of the page has a link.

import { Empty, html, plain, render, useEffect, useRef, useState, Value } from './ui.js';
import { checkSession, may, signOut, useSession } from './session.js';
import { SignIn } from './signin.js';
import { Walkthrough } from './walkthrough/page.js';
import { Console, SECTIONS } from './console/page.js';

/** The parts of the address; null if its escapes are broken. */
function path() {
  try {
    return location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function useRoute() {
  const [route, setRoute] = useState(path);
  useEffect(() => {
    const follow = () => setRoute(path());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function show(theme) {
  if (theme === 'auto') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
}

function useTheme() {
  const [theme, setTheme] = useState(() => stored('theme') ?? 'auto');
  useEffect(() => {
    show(theme);
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // A browser that keeps nothing keeps the theme for this page only.
    }
  }, [theme]);
  return [theme, setTheme];
}

const Link = ({ to, current, children }) =>
  html`<a href=${`#/${to}`} aria-current=${current ? 'page' : undefined}>${children}</a>`;

function Top({ route }) {
  const [theme, setTheme] = useTheme();
  const session = useSession();
  const inConsole = route?.[0] === 'console';
  return html`
    <header class="top"><div>
      <a class="brand" href="#/"><img src="icon.svg" alt="" width="22" height="22" />Tetrarch</a>
      <nav aria-label="Pages">
        <${Link} to="walkthrough" current=${route !== null && !inConsole}>Walkthrough<//>
        ${SECTIONS.map(
          each => html`<${Link} key=${each.id} to=${`console/${each.id}`}
              current=${inConsole && (route[1] ?? SECTIONS[0].id) === each.id}>${each.title}<//>`,
        )}
      </nav>
      <label class="row small"><span class="visually-hidden">Colours</span>
        <select value=${theme} onChange=${event => setTheme(event.target.value)}>
          <option value="auto">System colours</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
      ${session?.proof && html`<span class="row small signed-in">as <${Value} text=${session.name} /> <button onClick=${signOut}>Sign out</button></span>`}
    </div></header>`;
}

function Content({ route }) {
  const session = useSession();
  if (session === null) return html`<${Empty}>Asking…<//>`;
  if (session.needsToken && !session.proof) return html`<${SignIn} />`;
  if (!may('read')) return html`<div class="notice wait" role="alert">The token of <${Value} text=${session.name} /> lacks the role read, which these pages take.</div>`;
  if (route === null) {
    return html`<div class="notice wait" role="alert">This address cannot be read: an escape in it is broken. <a href="#/">To the beginning</a></div>`;
  }
  return route[0] === 'console' ? html`<${Console} route=${route.slice(1)} />` : html`<${Walkthrough} route=${route.slice(1)} />`;
}

function titleOf(route) {
  if (route === null) return 'Not an address';
  if (route[0] !== 'console') return route[1] ? route[1].replaceAll('-', ' ') : 'Walkthrough';
  return SECTIONS.find(each => each.id === (route[1] ?? SECTIONS[0].id))?.title ?? 'Nothing here';
}

function App() {
  const route = useRoute();
  const main = useRef(null);
  const first = useRef(true);
  const page = route?.[0] === 'console' ? `console/${route[1]}` : 'walkthrough';
  const title = plain(titleOf(route));
  useEffect(() => {
    document.title = `${title} – Tetrarch`;
  }, [title]);
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
  }, [page]);
  return html`
    <${Top} route=${route} />
    <main id="main" class="page" tabindex="-1" ref=${main}><${Content} route=${route} /></main>`;
}

checkSession();
show(stored('theme') ?? 'auto');
render(html`<${App} />`, document.getElementById('app'));
