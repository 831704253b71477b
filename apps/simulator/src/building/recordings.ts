import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HourlySeries, hourlySeriesOf } from './hourly-series';

/** Where the recordings lie in the project; the same from the sources and from the build. */
export const recordingsFolder = join(__dirname, '../../../../test/data');

const files = { b112: 'building-b112-2019-hourly.csv', b24: 'building-b24-2019-hourly.csv' } as const;
export type Recording = keyof typeof files;

const read = new Map<Recording, HourlySeries>();

/** A recorded building, read once. b24 has solar on its roof. */
export const recordedBuilding = (recording: Recording): HourlySeries => {
  const series = read.get(recording) ?? hourlySeriesOf(readFileSync(join(recordingsFolder, files[recording]), 'utf8'), true);
  read.set(recording, series);
  return series;
};
