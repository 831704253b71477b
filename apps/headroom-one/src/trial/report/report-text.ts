import type { BoundFigures } from '../bound/clairvoyant';
import { SHORT_KWH } from '../figures/service-account';
import { BOUND, type Policy } from '../policies/policy';
import type { PolicyFigures } from '../run/trial-case';
import type { TrialReport } from './trial-report';

/** The report as an operator reads it. */
export const reportText = (report: TrialReport): string => [...preface(report), '', ...table(report), ''].join('\n');

const preface = ({ days, recording, site, seed }: TrialReport): string[] => [
  `${days.count} days from ${days.first}${days.chosenBy === 'request' ? '' : ' (those in which most was charged; --from chooses others)'}, seed ${seed}`,
  `Recording: ${recording.rows} rows, ${recording.accepted} fit to replay, ${recording.rows - recording.accepted} rejected:`,
  ...Object.entries(recording.rejected).map(([reason, count]) => `  ${String(count).padStart(6)}  ${reason}`),
  `Replayed: ${site.sessions} sessions that begin and end in these days, on ${site.sockets} sockets of 32 A, one phase`,
  `Site: ${site.capacityKva} kVA at power factor ${site.powerFactor} = ${site.limitKw.toFixed(1)} kW; building mean ${site.buildingMeanKw.toFixed(1)} kW, ` +
    `peak ${site.buildingPeakKw.toFixed(1)} kW; buffer ${site.bufferKw.toFixed(1)} kW; meter every ${site.meterPeriodSeconds} s; vans react in 5 to 15 s`,
];

type Row = readonly [
  label: string,
  ofPolicy: (figures: PolicyFigures) => string,
  ofBound?: (bound: BoundFigures, neededKwh: number) => string,
];

const rows: readonly Row[] = [
  ['peak, kW', ({ peakKw }) => peakKw.toFixed(1)],
  ['above the limit, s', ({ secondsAbove }) => whole(secondsAbove)],
  ['  the building alone, s', ({ secondsBuildingAlone }) => whole(secondsBuildingAlone)],
  ['  avoidable by charging, s', ({ secondsAvoidable }) => whole(secondsAvoidable)],
  ['worst avoidable excess, kW', ({ worstExcessKw }) => worstExcessKw.toFixed(1)],
  ['charged, kWh', ({ chargedKwh }) => chargedKwh.toFixed(1), ({ chargedKwh }) => chargedKwh.toFixed(1)],
  ['unmet, kWh', ({ unmetKwh, neededKwh }) => unmet(unmetKwh, neededKwh), ({ unmetKwh }, neededKwh) => unmet(unmetKwh, neededKwh)],
  [`sessions short by > ${SHORT_KWH} kWh`, ({ sessionsShort }) => whole(sessionsShort)],
  ['cost of charging', ({ cost }) => money(cost), ({ cost }) => money(cost)],
  ['cost per kWh', ({ cost, chargedKwh }) => perKwh(cost, chargedKwh), ({ cost, chargedKwh }) => perKwh(cost, chargedKwh)],
  ['setpoints per socket-hour', ({ messagesPerSocketHour }) => messagesPerSocketHour.toFixed(2)],
];

/** A column for each policy, and one for what nobody could do better. */
const table = ({ policies, bound }: TrialReport): string[] => {
  const columns = Object.entries(policies) as [Policy, PolicyFigures][];
  const neededKwh = columns[0]?.[1].neededKwh ?? 0;
  const line = (label: string, cells: readonly string[]) =>
    `${label.padEnd(30)}${cells.map((cell) => cell.padStart(16)).join('')}`.trimEnd();
  const heads = columns.map(([policy]) => policy as string);
  return [
    line('', bound === null ? heads : [...heads, BOUND]),
    ...rows.map(([label, ofPolicy, ofBound]) =>
      line(label, [...columns.map(([, figures]) => ofPolicy(figures)), bound === null ? '' : (ofBound?.(bound, neededKwh) ?? '-')]),
    ),
  ];
};

const unmet = (kwh: number, neededKwh: number): string => `${kwh.toFixed(1)} (${((100 * kwh) / Math.max(neededKwh, 1e-9)).toFixed(1)} %)`;

const money = (cost: number | null): string => (cost === null ? 'no prices' : cost.toFixed(2));

const perKwh = (cost: number | null, kwh: number): string => (cost === null || kwh === 0 ? '-' : (cost / kwh).toFixed(4));

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
