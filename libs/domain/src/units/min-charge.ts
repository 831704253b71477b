/** The least that a socket can be told while it charges, A (IEC 61851-1, table A.8). Below it there is only a pause, 0 A. */
export const MIN_CHARGE_A = 6;
