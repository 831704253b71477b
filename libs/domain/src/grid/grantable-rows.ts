import type { GrantableKw } from './grid-of';

/** What a connection may give, and what binds it: its capacity's limit, or a meter whose silence makes the worst case hold. */
export function grantableRows(
  connections: readonly { readonly id: string; readonly grantableKw: number; readonly boundBy: string; readonly meterStale: boolean }[],
): GrantableKw[] {
  return connections.map(({ id, grantableKw, boundBy, meterStale }) => ({
    id,
    grantableKw,
    boundBy: meterStale ? `meter:${id}` : boundBy,
  }));
}
