export * from './capacity-pieces';
export { type CapacityPiece, lowestWithin, pieceAt } from './piece';
export type { ProfiledConnection } from './profile-limit';
export type { TariffReduction, TurnDown } from './reductions';
