// Who this page is signed in as, where tokens say who may ask, and what that lets the page show.

import { useEffect, useState } from './ui.js';
import { deleteAt, getJson, onUnauthorized, postJson, proveWith } from './api.js';

const ALL = ['read', 'submit', 'approve', 'operate'];
/** Of a server that cannot be asked: what each page asks for itself says so. */
const UNKNOWN = { needsToken: false, name: '', roles: ALL, proof: null };

let session = null;
const watchers = new Set();

function become(next) {
  session = next;
  proveWith(next.proof);
  for (const each of watchers) each(next);
}

export const checkSession = () => getJson('/v1/session').then(become, () => session ?? become(UNKNOWN));

/** The token goes out in this one body, and is kept nowhere. */
export const signIn = token => postJson('/v1/session', { token }).then(({ value }) => become(value));

export async function signOut() {
  await deleteAt('/v1/session');
  await checkSession();
}

onUnauthorized(checkSession);

/** Null until it is known. */
export function useSession() {
  const [state, setState] = useState(session);
  useEffect(() => {
    watchers.add(setState);
    setState(session);
    return () => watchers.delete(setState);
  }, []);
  return state;
}

/** Whether whoever looks has this role. The server decides by it too; a page only leaves out what would be refused. */
export const may = role => !session || session.roles.includes(role);

export const needsToken = () => session?.needsToken ?? false;
