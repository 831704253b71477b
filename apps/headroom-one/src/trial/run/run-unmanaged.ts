import { VirtualClock } from '@headroom/service-kit';
import { Simulator } from '@headroom/simulator';
import type { SimulatedOutside } from './simulated-outside';
import type { TrialCase } from './trial-case';

/** Nobody tells the sockets anything, so each gives what it has. */
export const runUnmanaged = async ({ days }: TrialCase, { settings }: SimulatedOutside): Promise<{ setpointCount: number }> => {
  const clock = new VirtualClock(days.fromMs);
  const simulator = new Simulator(settings, clock, { tell: () => {} });
  simulator.start();
  await clock.runUntil(days.untilMs + 1, () => Promise.resolve());
  simulator.stop();
  return { setpointCount: 0 };
};
