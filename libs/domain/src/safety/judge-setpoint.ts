/** IEC 61851-1, table A.8: no pilot signal says less than 6 A. */
const LOWEST_AMPS = 6;

/**
 * What is wrong with a setpoint, or null when it is sound: 0 A, or whole amps from the socket's least (never below
 * 6 A) to its most.
 */
export function judgeSetpoint(amps: number, socket: { readonly minA: number; readonly maxA: number }): string | null {
  if (!Number.isInteger(amps)) return `${amps} is not a whole number of amps`;
  if (amps === 0) return null;
  const least = Math.max(LOWEST_AMPS, socket.minA);
  if (amps < least) return `${amps} A is neither 0 nor at least ${least} A`;
  if (amps > socket.maxA) return `${amps} A is more than the socket's ${socket.maxA} A`;
  return null;
}
