import { setpoints } from '@headroom/contracts';
import type { EmbeddedBroker } from '@headroom/messaging';

/** Resolves when the first setpoint has gone out. */
export function firstSetpoints(broker: EmbeddedBroker): Promise<void> {
  return new Promise((resolve) => {
    const stop = broker.watch((topic) => {
      if (topic !== setpoints.name) return;
      stop();
      resolve();
    });
  });
}
