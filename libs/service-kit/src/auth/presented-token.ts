import type { IncomingHttpHeaders } from 'node:http';

/** The status page's session: HttpOnly, so that no script can read it. */
export const SESSION_COOKIE = 'headroom_session';
/** Scripts of our own page send it; another site's page cannot without a CORS leave that we never give. */
export const PAGE_HEADER = 'x-headroom-page';

/** The token a request brings: a bearer's, or the page's cookie if the request comes with the page's header (CSRF). */
export function presentedToken(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer) return bearer;
  if (headers.authorization || headers[PAGE_HEADER] === undefined) return null;
  const cookie = (headers.cookie ?? '').split(';').find((pair) => pair.trim().startsWith(`${SESSION_COOKIE}=`));
  return cookie?.trim().slice(SESSION_COOKIE.length + 1) || null;
}
