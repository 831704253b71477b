import { ask } from './api.js';
import { byId, element } from './element.js';
import { amps, dayOf, kw, kwh, limitOf, modeOf, nameOf, percent, setpointStateOf, staleOf, timeOf } from './format.js';
import { loadBar } from './load-bar.js';

let depot = '';
const alarms = new Map();

/** Makes room for another depot: nothing of the last one may stay. */
export async function showDepot(id) {
  depot = id;
  alarms.clear();
  byId('depot-title').textContent = id;
  for (const part of ['depot-mode', 'depot-stale', 'depot-load', 'depot-figures', 'alarm-list', 'socket-rows'])
    byId(part).replaceChildren();
  const { items } = await ask('GET', `/api/v1/depots/${encodeURIComponent(id)}/alarms?state=standing&limit=200`);
  if (depot !== id) return;
  for (const alarm of items) if (!alarms.has(alarm.id)) alarms.set(alarm.id, alarm);
  showAlarms();
}

/** Takes what `GET /api/v1/depots/{depot}/events` tells. */
export function depotEvent(event, data) {
  if (event === 'state') byId('depot-title').textContent = data.name;
  if (event === 'state' || event === 'depot') showFigures(data);
  if (event === 'state') byId('socket-rows').replaceChildren(...data.sockets.map(socketRow));
  if (event === 'socket') byId(`socket-${data.id}`)?.replaceWith(socketRow(data));
  if (event === 'alarm') {
    alarms.set(data.id, data);
    showAlarms();
  }
  return data.at;
}

function showFigures(state) {
  byId('depot-mode').textContent = modeOf(state.mode);
  byId('depot-stale').replaceChildren(
    ...state.stale.map((source) => element('p', { class: 'notice', 'data-level': 'amber' }, staleOf(source))),
  );
  byId('depot-load').replaceChildren(loadBar(state));
  const figures = [
    ['capacity', 'Capacity', state.capacityKw, limitOf(state.boundBy)],
    ['meter', 'Meter reads', state.buildingLoadKw, ''],
    ['charging', 'Charging', state.evLoadKw, ''],
    ['headroom', 'Headroom', state.headroomKw, 'for charging, in all'],
    ['buffer', 'Held back', state.bufferKw, ''],
  ];
  byId('depot-figures').replaceChildren(
    ...figures.map(([id, name, value, note]) =>
      element(
        'div',
        {},
        element('dt', {}, name),
        element('dd', { id: `figure-${id}` }, kw(value), note ? element('small', {}, note) : null),
      ),
    ),
  );
}

function socketRow(socket) {
  const cells = [
    ['Status', socket.status ?? 'not heard yet'],
    ['Van', socket.vehicleId === null ? (socket.tag === null ? '–' : `tag ${socket.tag}`) : nameOf(socket.vehicleId)],
    ['Told', `${amps(socket.setpointA)}, ${setpointStateOf(socket.setpointState)}`],
    ['Draws', `${amps(socket.currentA)}, ${kw(socket.realPowerKw)}`],
    ['Battery', percent(socket.socPct)],
    ['Needs', socket.departAt === null ? kwh(socket.neededKwh) : `${kwh(socket.neededKwh)} by ${dayOf(socket.departAt)}`],
    ['Why', socket.reason ?? '–'],
    ['Last heard', timeOf(socket.lastHeardAt)],
  ];
  return element(
    'tr',
    { id: `socket-${socket.id}`, class: socket.realPowerKw === null && socket.status !== null ? 'lost' : null },
    element('th', { scope: 'row' }, nameOf(socket.id)),
    ...cells.map(([label, text]) => element('td', { 'data-label': label }, text)),
  );
}

function showAlarms() {
  const standing = [...alarms.values()].filter(({ clearedAt }) => clearedAt === null).sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1));
  const none = element('li', { class: 'quiet' }, 'None.');
  byId('alarm-list').replaceChildren(...(standing.length === 0 ? [none] : standing.map(alarmRow)));
}

function alarmRow(alarm) {
  const seen = alarm.acknowledgedAt === null ? null : `Seen by ${alarm.acknowledgedBy} at ${timeOf(alarm.acknowledgedAt)}`;
  return element(
    'li',
    { id: `alarm-${alarm.id}`, class: 'notice', 'data-level': alarm.level },
    element('span', {}, `${alarm.level === 'red' ? 'Red' : 'Amber'} since ${dayOf(alarm.raisedAt)}: ${alarm.detail}`),
    seen === null
      ? element('button', { type: 'button', onclick: (click) => acknowledge(alarm, click.currentTarget) }, 'I have seen it')
      : seen,
  );
}

async function acknowledge(alarm, button) {
  button.disabled = true;
  try {
    const path = `/api/v1/depots/${encodeURIComponent(depot)}/alarms/${encodeURIComponent(alarm.id)}/acknowledge`;
    alarms.set(alarm.id, await ask('POST', path));
    showAlarms();
  } catch (error) {
    button.disabled = false;
    button.textContent = `Not done: ${error.message}`;
  }
}
