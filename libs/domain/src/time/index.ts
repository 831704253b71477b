export { addDays, daysInRange, isoWeekday } from './calendar';
export * from './half-hours';
export * from './local-moment';
export * from './local-time-at';
export { minuteOfDayOf } from './minute-of-day';
export * from './zone-offset';
