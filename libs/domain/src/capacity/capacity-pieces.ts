import { localMomentOf } from '../time';
import { changeTimes } from './change-times';
import { type BoundKw, type CapacityPiece, merged } from './piece';
import { type ProfiledConnection, profileLimitAt } from './profile-limit';
import { less, type TariffReduction, type TurnDown, tariffReductionsAt, turnDownsAt } from './reductions';

/** How far ahead the capacity plan looks. */
export const CAPACITY_HORIZON_MS = 48 * 3_600_000;

interface SuppliedConnection {
  readonly id: string;
  readonly capacityKva: number;
  readonly powerFactor: number;
}

/** A depot's dossier and plans, as far as they bound its capacity. */
export interface CapacityAgreements {
  readonly connections: readonly SuppliedConnection[];
  readonly profiledConnections: readonly ProfiledConnection[];
  readonly tariff: { readonly reductions: readonly TariffReduction[] } | null;
  readonly turnDowns?: readonly TurnDown[];
  /** Each kind of limit holds only while its option is on. */
  readonly options: { readonly profiledConnection: boolean; readonly tariff: boolean; readonly flexibility: boolean };
  readonly zone: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What binds one connection, and when. */
interface ConnectionLimits {
  readonly asc: BoundKw;
  readonly profiles: readonly ProfiledConnection[];
  readonly reductions: readonly TariffReduction[];
  readonly turnDowns: readonly TurnDown[];
}

/**
 * What each connection allows over [fromMs, untilMs), piece by piece without gaps, and which limit binds: the lower of
 * ASC × power factor and the profile, less tariff reductions, less turn-downs, never below 0.
 * @throws RangeError for an unknown zone, an impossible date or time of day.
 */
export function capacityPieces(agreements: CapacityAgreements): { id: string; pieces: CapacityPiece[] }[] {
  return agreements.connections.map((connection) => ({
    id: connection.id,
    pieces: piecesOf(limitsOf(connection, agreements), agreements),
  }));
}

function limitsOf(
  connection: SuppliedConnection,
  { options, profiledConnections, tariff, turnDowns }: CapacityAgreements,
): ConnectionLimits {
  const isOurs = (row: { readonly connectionId: string }) => row.connectionId === connection.id;
  return {
    asc: { kw: positive(connection.capacityKva * connection.powerFactor), boundBy: 'asc' },
    profiles: options.profiledConnection ? profiledConnections.filter(isOurs) : [],
    reductions: options.tariff ? (tariff?.reductions ?? []).filter(isOurs) : [],
    turnDowns: options.flexibility ? (turnDowns ?? []).filter(isOurs) : [],
  };
}

function piecesOf(limits: ConnectionLimits, { fromMs, untilMs, zone }: CapacityAgreements): CapacityPiece[] {
  const clockTimes = limits.reductions.flatMap((row) => [row.fromLocal, row.untilLocal]);
  const moments = limits.turnDowns.flatMap((row) => [row.fromMs, row.untilMs]);
  const changes = changeTimes(fromMs, untilMs, zone, clockTimes, moments);
  return merged(changes.map((ms, i) => ({ fromMs: ms, untilMs: changes[i + 1] ?? untilMs, ...limitAt(limits, ms, zone) })));
}

function limitAt({ asc, profiles, reductions, turnDowns }: ConnectionLimits, ms: number, zone: string): BoundKw {
  const local = localMomentOf(ms, zone);
  const profile = profileLimitAt(profiles, local);
  const agreed = profile && profile.kw < asc.kw ? { ...profile, kw: positive(profile.kw) } : asc;
  return less(less(agreed, tariffReductionsAt(reductions, local)), turnDownsAt(turnDowns, ms));
}

/** A figure that is not a number from 0 up allows nothing. */
function positive(kw: number): number {
  return Number.isFinite(kw) ? Math.max(0, kw) : 0;
}
