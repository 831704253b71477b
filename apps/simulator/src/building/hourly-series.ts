/** A recorded year, hour by hour. null: the meter's feed had a gap. */
export type HourlySeries = readonly (number | null)[];

const HOUR_MS = 3_600_000;

/**
 * Reads a recording of `datetime,value` rows, hourly from 1 January 2019 00:00 UTC.
 * @param zeroIsGap the building recordings write a missing hour as 0; a price of 0 is a price.
 * @throws Error naming the line that cannot be read or is out of step.
 */
export const hourlySeriesOf = (csv: string, zeroIsGap: boolean): HourlySeries => {
  const lines = csv
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '');
  return lines.map((line, index) => {
    const [datetime = '', text = ''] = line.split(',');
    const value = Number(text);
    const atMs = Date.parse(`${datetime.replace(' ', 'T')}Z`);
    if (text.trim() === '' || !Number.isFinite(value)) throw new Error(`line ${index + 2}: "${text}" is not a number`);
    if (atMs !== yearStartMs + index * HOUR_MS)
      throw new Error(`line ${index + 2}: expected the hour after the one before, got "${datetime}"`);
    return zeroIsGap && value === 0 ? null : value;
  });
};

/** The row of a moment in any year: the same month, day and hour of 2019; 29 February is read as the 28th. */
export const hourIndexOf = (ms: number): number => {
  const moment = new Date(ms);
  const day = moment.getUTCMonth() === 1 && moment.getUTCDate() === 29 ? 28 : moment.getUTCDate();
  return (Date.UTC(2019, moment.getUTCMonth(), day, moment.getUTCHours()) - yearStartMs) / HOUR_MS;
};

const yearStartMs = Date.UTC(2019, 0, 1);
