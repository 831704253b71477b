import type { Topic } from '@headroom/contracts';

/** How the simulated outsiders speak; the bus, or a test that listens. */
export interface Outside {
  tell<T extends object>(topic: Topic<T>, ...messages: T[]): void;
}
