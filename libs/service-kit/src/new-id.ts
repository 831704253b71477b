import { randomUUID } from 'node:crypto';

let prefix = randomUUID().slice(0, 13);
let count = 0;

/** A new message id: unique across processes, cheap enough for every message, ascending within a process. */
export const newId = (): string => `${prefix}-${(count++).toString(36)}`;

/** Makes the ids of this process the same on every run of a trial. */
export const seedIds = (seed: number): void => {
  prefix = `seed-${seed}`;
  count = 0;
};
