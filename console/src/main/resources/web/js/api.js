// The HTTP API (openapi.json). Whatever is refused comes as a problem (RFC 9457) and is thrown as one.

export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}`);
    Object.assign(this, problem, { status });
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' }, ...options });
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
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { value: text ? JSON.parse(text) : null, status: response.status, location: response.headers.get('Location') };
}
