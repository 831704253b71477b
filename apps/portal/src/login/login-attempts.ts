const WINDOW_MS = 60_000;
/** Wrong passwords for one account from one address, and from one address for any account, in a minute. */
const MOST_PER_ACCOUNT = 5;
const MOST_PER_ADDRESS = 20;
const MOST_KEYS = 10_000;

/** Counts wrong passwords, so that guessing takes for ever and hashing guesses does not take the machine. */
export class LoginAttempts {
  private readonly failures = new Map<string, number[]>();

  /**
   * Counts an attempt as failed before it is checked, as many may come at once; `succeeded` takes it back.
   * Answers 0, or in how many ms the next attempt may be made.
   */
  begin(account: string, address: string, nowMs: number): number {
    const limits = [
      [`account ${address} ${account}`, MOST_PER_ACCOUNT],
      [`address ${address}`, MOST_PER_ADDRESS],
    ] as const;
    for (const [key, most] of limits) {
      const recent = this.recent(key, nowMs);
      if (recent.length >= most) return (recent[0] as number) + WINDOW_MS - nowMs;
    }
    for (const [key] of limits) this.failures.set(key, [...this.recent(key, nowMs), nowMs]);
    if (this.failures.size > MOST_KEYS) this.forgetOld(nowMs);
    return 0;
  }

  succeeded(account: string, address: string): void {
    this.failures.delete(`account ${address} ${account}`);
    this.failures.get(`address ${address}`)?.pop();
  }

  private recent(key: string, nowMs: number): number[] {
    return (this.failures.get(key) ?? []).filter((at) => at > nowMs - WINDOW_MS);
  }

  private forgetOld(nowMs: number): void {
    for (const key of this.failures.keys()) if (this.recent(key, nowMs).length === 0) this.failures.delete(key);
  }
}
