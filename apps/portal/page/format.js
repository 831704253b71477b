/** What is not known is shown as a dash, never as a zero. */
export const UNKNOWN = '–';

export const kw = (value) => (value === null ? UNKNOWN : `${value.toFixed(Math.abs(value) < 10 ? 2 : 1)} kW`);
export const amps = (value) => (value === null ? UNKNOWN : `${Number.isInteger(value) ? value : value.toFixed(1)} A`);
export const kwh = (value) => (value === null ? UNKNOWN : `${value.toFixed(1)} kWh`);
export const percent = (value) => (value === null ? UNKNOWN : `${Math.round(value)} %`);

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
export const timeOf = (instant) => (instant === null ? UNKNOWN : clock.format(new Date(instant)));
export const dayOf = (instant) => (instant === null ? UNKNOWN : day.format(new Date(instant)));

/** The last part of a path: a socket without its depot. */
export const nameOf = (path) => (path === null ? UNKNOWN : path.split('.').slice(1).join(' '));

const SETPOINT_STATES = {
  unknown: 'nothing told yet',
  sent: 'sent, no answer yet',
  accepted: 'accepted, not yet seen in the current',
  confirmed: 'holds',
  failed: 'failed',
};
export const setpointStateOf = (state) => SETPOINT_STATES[state] ?? state;

const MODES = {
  off: 'Off: nothing is sent to the sockets.',
  monitor: 'Monitor: setpoints are shown, none is sent.',
  test: 'Test: setpoints are sent with a flag and not enacted.',
  live: 'Live: setpoints are sent and obeyed.',
};
export const modeOf = (mode) => (mode === null ? 'The mode is not known yet.' : MODES[mode]);

/** `profile:winter-weekday` in an operator's words. */
export function limitOf(boundBy) {
  if (boundBy === null) return '';
  const [kind, name] = boundBy.split(':');
  const words = {
    asc: 'by the supply capacity',
    profile: `by profile ${name}`,
    dispatch: `by dispatch ${name}`,
    tariff: `by tariff ${name}`,
  };
  return words[kind] ?? `by ${boundBy}`;
}

/** One of the `stale` list, as a sentence. */
export function staleOf(source) {
  const [kind, ...rest] = source.split(':');
  const name = rest.join(':');
  if (kind === 'meter') return `Meter ${name} is silent: its worst case is assumed.`;
  if (kind === 'socket') return `Socket ${nameOf(name)} is silent: it counts with all that it may draw.`;
  if (kind === 'headroom') return 'The figures of this depot are old or missing.';
  return `${source} is stale.`;
}
