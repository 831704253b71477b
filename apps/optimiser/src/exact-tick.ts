import { MOST_LP_SOCKETS } from '@headroom/domain';
import { Clock } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import type { Decision } from './decision-of';
import { Depots } from './depots';
import { Planning } from './planning/planning';

/** A depot is solved exactly at most this often. */
const ASK_EVERY_MS = 60_000;
/** Where there was no answer the same question would be asked again, and one that hangs takes what others have asked the thread with it. */
const LEFT_ALONE_MS = 10 * 60_000;

/**
 * Beside the tick, which is at hand at once and nearly the best: the best amps of a small depot at its limits, by a solver in a thread of its
 * own. What it finds is remembered with its question and offered to the next decisions (libs/domain, `withFound`, `orProposed`).
 */
@Injectable()
export class ExactTick {
  private readonly notBeforeMs = new Map<string, number>();

  constructor(
    private readonly planning: Planning,
    private readonly depots: Depots,
    private readonly clock: Clock,
  ) {}

  /** Asks where the tick has just decided and something could be gained. @param onFound when there is an answer to decide by. */
  improve(depot: string, decision: Decision, onFound: () => void): void {
    const nowMs = this.clock.now();
    if (!isWorthAsking(decision) || nowMs < (this.notBeforeMs.get(depot) ?? Number.NEGATIVE_INFINITY)) return;
    this.notBeforeMs.set(depot, nowMs + ASK_EVERY_MS);
    void this.ask(depot, decision.problem, onFound);
  }

  drop(depot: string): void {
    this.notBeforeMs.delete(depot);
  }

  private async ask(depot: string, asked: Decision['problem'], onFound: () => void): Promise<void> {
    const { proposed: _, ...question } = asked;
    const found = await this.planning.exactAmps(question);
    // The depot may have gone meanwhile.
    if (!this.notBeforeMs.has(depot)) return;
    if (found === null) return void this.notBeforeMs.set(depot, this.clock.now() + LEFT_ALONE_MS);
    this.depots.memoryOf(depot).found = { ...found, question };
    onFound();
  }
}

/** The tick itself decided, in a depot that is small enough, and a limit holds somebody down. */
function isWorthAsking({ allocator, problem, sockets }: Decision): boolean {
  if (allocator !== 'tick' || problem.sockets.length > MOST_LP_SOCKETS) return false;
  const limits = new Set(problem.nodes.map(({ boundBy }) => boundBy));
  return sockets.some(({ boundBy }) => limits.has(boundBy));
}
