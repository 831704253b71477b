import type { DepotAllocation, Setpoint, SetpointResponse } from '@headroom/contracts';
import { Injectable } from '@nestjs/common';
import { RecentList } from './recent-list';

/** A decision with all its inputs is some 50 kB at the largest depot. */
const MOST_DECISIONS = 100;
const MOST_SETPOINTS = 500;

/** A setpoint and what came back; resultCode null: no answer yet. */
export interface AnsweredSetpoint extends Setpoint {
  readonly resultCode: number | null;
  readonly answeredAt: string | null;
}

export type Fact =
  | { readonly kind: 'decision'; readonly decision: DepotAllocation }
  | { readonly kind: 'setpoint'; readonly setpoint: Setpoint }
  | { readonly kind: 'answer'; readonly answer: SetpointResponse };
export type FactListener = (depot: string, fact: Fact) => void;

/** The last decisions and setpoints of each depot, since this process started; history keeps them for good. */
@Injectable()
export class RecentFacts {
  readonly decisions = new RecentList<DepotAllocation>(MOST_DECISIONS);
  readonly setpoints = new RecentList<AnsweredSetpoint>(MOST_SETPOINTS);
  private readonly listeners = new Set<FactListener>();

  decided(decision: DepotAllocation): void {
    if (this.decisions.add(decision.depot, decision)) this.say(decision.depot, { kind: 'decision', decision });
  }

  told(depot: string, setpoint: Setpoint): void {
    const isNew = this.setpoints.add(depot, { ...setpoint, resultCode: null, answeredAt: null });
    if (isNew) this.say(depot, { kind: 'setpoint', setpoint });
  }

  answered(answer: SetpointResponse): void {
    const { depot, setpointId, resultCode, at } = answer;
    this.setpoints.replace(depot, setpointId, (setpoint) => ({ ...setpoint, resultCode, answeredAt: at }));
    this.say(depot, { kind: 'answer', answer });
  }

  /** Answers how to stop listening. */
  listen(listener: FactListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private say(depot: string, fact: Fact): void {
    for (const listener of this.listeners) listener(depot, fact);
  }
}
