// The shell: which page, which theme. Addresses are fragments, so that every state of the page has a link.

import { html, render, useEffect, useRef, useState } from './ui.js';
import { Walkthrough } from './walkthrough/page.js';
import { Console, SECTIONS } from './console/page.js';

const path = () => decodeURIComponent(location.hash.replace(/^#\/?/, '')).split('/').filter(Boolean);

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
  const inConsole = route[0] === 'console';
  return html`
    <header class="top"><div>
      <a class="brand" href="#/"><img src="icon.svg" alt="" width="22" height="22" />Tetrarch</a>
      <nav aria-label="Pages">
        <${Link} to="walkthrough" current=${!inConsole}>Walkthrough<//>
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
    </div></header>`;
}

function App() {
  const route = useRoute();
  const main = useRef(null);
  const first = useRef(true);
  const page = route[0] === 'console' ? `console/${route[1]}` : 'walkthrough';
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
  }, [page]);
  return html`
    <${Top} route=${route} />
    <main id="main" class="page" tabindex="-1" ref=${main}>
      ${route[0] === 'console' ? html`<${Console} route=${route.slice(1)} />` : html`<${Walkthrough} route=${route.slice(1)} />`}
    </main>`;
}

show(stored('theme') ?? 'auto');
render(html`<${App} />`, document.getElementById('app'));
