// The HTTP API (openapi.json). Whatever is refused comes as a problem (RFC 9457) and is thrown as one.

export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}`);
    Object.assign(this, problem, { status });
  }
}

let proof = null;
let unauthorized = () => {};

/** What shows that a request comes from a page of this server, once somebody has signed in. */
export const proveWith = value => (proof = value);

/** Calls back when the server wants to know who asks. */
export const onUnauthorized = listener => (unauthorized = listener);

async function call(path, options = {}) {
  let response;
  try {
    const own = options.method && proof ? { 'X-Tetrarch-Session': proof } : {};
    response = await fetch(path, { ...options, headers: { Accept: 'application/json', ...options.headers, ...own } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiProblem(0, { title: 'No connection', detail: 'The server does not answer; is it still running?' });
  }
  const text = await response.text();
  if (!response.ok) {
    let problem = {};
    try {
      problem = JSON.parse(text);
    } catch {
      problem = { title: `The server answered ${response.status}`, detail: text.slice(0, 200) };
    }
    if (response.status === 401) unauthorized();
    throw new ApiProblem(response.status, problem);
  }
  return { text, response };
}

export const getText = async (path, signal) => (await call(path, { signal })).text;

export const getJson = async (path, signal) => JSON.parse(await getText(path, signal));

/** @param body sent as it is if it is a text, so that an action keeps its bytes */
export async function postJson(path, body, headers = {}) {
  const { text, response } = await call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { value: text ? JSON.parse(text) : null, status: response.status, location: response.headers.get('Location') };
}

export const deleteAt = path => call(path, { method: 'DELETE' });
