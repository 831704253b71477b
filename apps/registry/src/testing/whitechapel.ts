import type { RunningRegistry } from './running-registry';

export const whitechapel = {
  id: 'whitechapel',
  name: 'Whitechapel',
  timezone: 'Europe/London',
  connections: [{ id: 'main', capacityKva: 220, powerFactor: 0.95, bufferKw: 5, meter: 'incomer' }],
  feeders: [{ id: 'f1', parent: 'main', limitA: 200 }],
};
export const doubleUnit = {
  id: 'alfen',
  vendor: 'Alfen',
  model: 'Eve Double',
  minMessageGapMs: 2000,
  minLimitA: 6,
  sockets: [
    { phases: 1, maxLimitA: 32 },
    { phases: 1, maxLimitA: 32 },
  ],
  canPause: true,
};
export const evito = { id: 'evito', make: 'Mercedes', model: 'eVito', batteryKwh: 60, maxChargeKw: 7.2, phases: 1 };
export const evc0010 = { id: 'evc0010', typeId: 'alfen', connectionId: 'main', feederId: 'f1', sockets: [{ id: 'sk1' }, { id: 'sk2' }] };
export const van07 = { id: 'van07', registration: 'LX21 ABC', typeId: 'evito' };
export const monday = { vehicleId: 'van07', weekday: 1, departLocal: '06:30', returnLocal: '16:00', energyKwh: 22 };

/** Fills a registry with one small depot, each part with just the fields that outsiders are promised. */
export async function addWhitechapel({ ask }: RunningRegistry): Promise<void> {
  const parts: [string, object][] = [
    ['/charge-point-types', doubleUnit],
    ['/vehicle-types', evito],
    ['/depots', whitechapel],
    ['/depots/whitechapel/charge-points', evc0010],
    ['/depots/whitechapel/vehicles', van07],
    ['/depots/whitechapel/tags', { id: '04A2B3', vehicleId: 'van07', kind: 'vehicle' }],
    ['/depots/whitechapel/tags', { id: 'MASTER1', vehicleId: null, kind: 'master' }],
    ['/depots/whitechapel/schedules', monday],
  ];
  for (const [url, body] of parts) {
    const answer = await ask('POST', url, body);
    if (answer.status !== 201) throw new Error(`${url}: ${JSON.stringify(answer.body)}`);
  }
}
