import { envelope, instant, plainId } from '../fields';

/** Facts from outside, checked and given their depot. `at` is the sender's time, `receivedAt` ours: clocks drift, so both are kept. */
export const fact = { ...envelope, depot: plainId, receivedAt: instant };
