import type { Caller } from './caller';

/** A depot of two double units and three vans, sent field by field as interfaces.md writes them. */
export async function makeSmallDepot(admin: Caller, id: string): Promise<void> {
  const under = `/api/v1/depots/${id}`;
  const vehicles = ['van01', 'van02', 'van03'];
  await admin.does('POST', '/api/v1/charge-point-types', {
    id: 'double',
    vendor: 'Alfen',
    model: 'Eve Double',
    minMessageGapMs: 2_000,
    minLimitA: 6,
    sockets: [
      { phases: 1, maxLimitA: 32 },
      { phases: 1, maxLimitA: 32 },
    ],
    canPause: true,
  });
  await admin.does('POST', '/api/v1/vehicle-types', {
    id: 'evito',
    make: 'Mercedes',
    model: 'eVito',
    batteryKwh: 60,
    maxChargeKw: 7.2,
    phases: 1,
  });
  await admin.does('POST', '/api/v1/depots', {
    id,
    name: "St John's Wood",
    fleet: 'post',
    timezone: 'Europe/London',
    connections: [{ id: 'main', capacityKva: 60, powerFactor: 0.95, bufferKw: 2, meter: 'incomer' }],
    feeders: [{ id: 'f1', parent: 'main', limitA: 100 }],
  });
  for (const unit of ['cp1', 'cp2']) {
    await admin.does('POST', `${under}/charge-points`, {
      id: unit,
      typeId: 'double',
      connectionId: 'main',
      feederId: 'f1',
      sockets: [{ id: 'sk1' }, { id: 'sk2', phases: 1, phaseRotation: 'L2L3L1' }],
    });
  }
  for (const [index, vehicle] of vehicles.entries()) {
    await admin.does('POST', `${under}/vehicles`, { id: vehicle, registration: `LX21 AB${index}`, typeId: 'evito' });
    await admin.does('POST', `${under}/tags`, { id: `TAG${index + 1}`, vehicleId: vehicle, kind: 'vehicle' });
  }
  await admin.does('POST', `${under}/tags`, { id: 'MASTER', vehicleId: null, kind: 'master' });
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    await admin.does('POST', `${under}/schedules`, {
      vehicleId: 'van01',
      weekday,
      departLocal: '06:30',
      returnLocal: '16:00',
      energyKwh: 22,
    });
  }
  await admin.does('PUT', `${under}/options`, {
    mode: 'live',
    profiledConnection: true,
    flexibility: true,
    priorities: true,
    tariff: false,
  });
}
