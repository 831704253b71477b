const SHAPE = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight that a clock time stands for: `06:30` is 390. @throws RangeError for anything but 00:00 to 23:59. */
export function minuteOfDayOf(time: string): number {
  const [, hour, minute] = SHAPE.exec(time) ?? [];
  if (hour === undefined) throw new RangeError(`not a time of day: '${time}'; one such as 06:30 is needed`);
  return Number(hour) * 60 + Number(minute);
}
