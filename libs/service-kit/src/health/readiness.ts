/** Answers null, or what is missing; one that throws is missing for what it says. */
export type ReadinessCheck = () => string | null | Promise<string | null>;

/** What must hold before a process is given work. Services add their own checks. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** What is missing, by check; empty when all is well. */
  async missing(): Promise<Record<string, string>> {
    const missing: Record<string, string> = {};
    for (const [name, check] of this.checks) {
      const lack = await Promise.resolve()
        .then(check)
        .catch((error: Error) => error.message);
      if (lack !== null) missing[name] = lack;
    }
    return missing;
  }
}
