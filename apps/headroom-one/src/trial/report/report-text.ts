import { SHORT_KWH } from '../figures/service-account';
import type { Policy } from '../policies/policy';
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

const rows: readonly [string, (figures: PolicyFigures) => string][] = [
  ['peak, kW', ({ peakKw }) => peakKw.toFixed(1)],
  ['above the limit, s', ({ secondsAbove }) => whole(secondsAbove)],
  ['  the building alone, s', ({ secondsBuildingAlone }) => whole(secondsBuildingAlone)],
  ['  avoidable by charging, s', ({ secondsAvoidable }) => whole(secondsAvoidable)],
  ['worst avoidable excess, kW', ({ worstExcessKw }) => worstExcessKw.toFixed(1)],
  ['charged, kWh', ({ chargedKwh }) => chargedKwh.toFixed(1)],
  ['unmet, kWh', ({ unmetKwh, neededKwh }) => `${unmetKwh.toFixed(1)} (${((100 * unmetKwh) / Math.max(neededKwh, 1e-9)).toFixed(1)} %)`],
  [`sessions short by > ${SHORT_KWH} kWh`, ({ sessionsShort }) => whole(sessionsShort)],
  ['cost of charging', ({ cost }) => (cost === null ? 'no prices' : cost.toFixed(2))],
  ['setpoints per socket-hour', ({ messagesPerSocketHour }) => messagesPerSocketHour.toFixed(2)],
];

const table = ({ policies }: TrialReport): string[] => {
  const columns = Object.entries(policies) as [Policy, PolicyFigures][];
  const line = (label: string, cells: readonly string[]) => `${label.padEnd(30)}${cells.map((cell) => cell.padStart(18)).join('')}`;
  return [
    line(
      '',
      columns.map(([policy]) => policy),
    ),
    ...rows.map(([label, cell]) =>
      line(
        label,
        columns.map(([, figures]) => cell(figures)),
      ),
    ),
  ];
};

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
