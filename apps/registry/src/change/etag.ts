import { problem } from '@headroom/service-kit';

export const etagOf = (version: number): string => `"${version}"`;

/**
 * Refuses a change that was made on an older version than there is (RFC 9110, section 13.1.1).
 * Who sends no If-Match takes the risk. @throws 412
 */
export function checkIfMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (ifMatch.split(',').some((tag) => tag.trim() === etagOf(version))) return;
  throw problem(412, 'Changed by somebody else', `It is at version ${etagOf(version)} now. Read it again and repeat your change on that.`);
}
