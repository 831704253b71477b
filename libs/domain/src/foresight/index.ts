export { expectedLoadKw, type UsualDay, unknownDay, withReading } from './building-load';
export { type Foresight, horizonProblemOf } from './horizon-problem-of';
export type { ConnectionOutlook, DepotOutlook, ForeseenJob, PriceRate, Session, SocketOutlook, VanOutlook } from './outlook';
export { type ForesightSettings, foresightSettings } from './settings';
export { type Shortfall, shortfallsOf } from './shortfalls';
export { kwOfWh, type Slots, slotStartMs } from './slots';
export { type PlannedTarget, targetsOf } from './targets-of';
