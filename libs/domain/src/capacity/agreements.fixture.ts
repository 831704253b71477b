import { type CapacityAgreements, capacityPieces, type ProfiledConnection, type TariffReduction } from '.';

export const at = (instant: string) => Date.parse(instant);
/** Limits of a day: null but for the half-hours from one until another. */
export const between = (from: number, until: number, kw: number | null) =>
  Array.from({ length: 48 }, (_, i) => (i >= from && i < until ? kw : null));

export const winter: ProfiledConnection = {
  id: 'winter',
  connectionId: 'main',
  validFrom: '2026-10-01',
  validTo: '2027-03-31',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  limitsKw: between(32, 38, 120),
};
export const redBand: TariffReduction = { id: 'red', connectionId: 'main', fromLocal: '16:00', untilLocal: '19:00', reduceKw: 30 };
export const monday: CapacityAgreements = {
  connections: [{ id: 'main', capacityKva: 220, powerFactor: 0.95 }],
  profiledConnections: [],
  tariff: null,
  options: { profiledConnection: true, tariff: true, flexibility: true },
  zone: 'Europe/London',
  fromMs: at('2026-11-23T00:00:00Z'),
  untilMs: at('2026-11-25T00:00:00Z'),
};

/** The pieces of the first connection as an operator reads them: day and hour in UTC, kW, what binds. */
export function read(agreements: Partial<CapacityAgreements>): string[] {
  const [main] = capacityPieces({ ...monday, ...agreements });
  return (main?.pieces ?? []).map(({ fromMs, kw, boundBy }) => `${new Date(fromMs).toISOString().slice(8, 16)} ${kw} ${boundBy}`);
}
