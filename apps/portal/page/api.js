/** Says that a request comes from this page; without it the session's cookie does not count (see presented-token.ts). */
const HEADERS = { 'x-headroom-page': '1' };

/** The session is over or was never begun. */
export class NotLoggedIn extends Error {}

export async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? HEADERS : { ...HEADERS, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (answer.status === 204) return null;
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  const reason = told.detail ?? told.title ?? `The answer was ${answer.status}.`;
  throw answer.status === 401 ? new NotLoggedIn(reason) : new Error(reason);
}

/** An open answer of server-sent events. */
export async function openStream(path, signal) {
  const answer = await fetch(path, { headers: HEADERS, credentials: 'same-origin', cache: 'no-store', signal });
  if (answer.status === 401) throw new NotLoggedIn('The session is over.');
  if (!answer.ok || answer.body === null) throw new Error(`The answer was ${answer.status}.`);
  return answer.body.pipeThrough(new TextDecoderStream()).getReader();
}
