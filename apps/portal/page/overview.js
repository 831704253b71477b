import { byId, element } from './element.js';
import { kw, limitOf, staleOf } from './format.js';
import { loadBar } from './load-bar.js';

const rows = new Map();

/** Takes what `GET /api/v1/events` tells. */
export function overviewEvent(event, data) {
  if (event === 'overview') {
    rows.clear();
    for (const row of data.depots) rows.set(row.depot, row);
    byId('depot-list').replaceChildren(...data.depots.map(card));
    byId('overview-empty').hidden = data.depots.length > 0;
  } else if (event === 'depot') {
    rows.set(data.depot, data);
    const old = byId(`depot-${data.depot}`);
    const hadFocus = old?.contains(document.activeElement);
    const now = card(data);
    old?.replaceWith(now);
    if (hadFocus) now.querySelector('a').focus();
  }
  return data.at;
}

/** What the depot is called, as far as it is known. */
export const depotName = (depot) => rows.get(depot)?.name ?? depot;

function card(row) {
  const { depot, name, mode, sockets, alarms, stale } = row;
  return element(
    'li',
    { id: `depot-${depot}` },
    element(
      'a',
      { class: 'card', href: `#/depots/${encodeURIComponent(depot)}` },
      element('h2', {}, name, element('span', { class: 'badge' }, mode ?? 'mode unknown')),
      loadBar(row),
      element('p', {}, `${sockets.charging} of ${sockets.all} sockets charging, ${sockets.plugged} plugged in`),
      element('p', { class: 'quiet' }, `Capacity ${kw(row.capacityKw)} ${limitOf(row.boundBy)}`),
      alarms.red + alarms.amber === 0 ? null : alarmLine(alarms),
      stale.length === 0
        ? null
        : element('p', { 'data-level': 'amber' }, stale.length === 1 ? staleOf(stale[0]) : `${stale.length} sources are silent.`),
    ),
  );
}

function alarmLine({ red, amber }) {
  const words = [red > 0 ? `${red} red` : null, amber > 0 ? `${amber} amber` : null].filter((word) => word !== null).join(', ');
  return element('p', { 'data-level': red > 0 ? 'red' : 'amber' }, `Alarms: ${words}`);
}
