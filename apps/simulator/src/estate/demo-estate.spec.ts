import { depotDossiers, depotPlans } from '@headroom/contracts';
import { demoEstate } from './demo-estate';
import { demoChargePointTypes } from './demo-types';

const estate = demoEstate();

describe('the demo estate', () => {
  it.each([
    ['islington', 24, 24],
    ['whitechapel', 32, 33],
    ['dartford', 28, 22],
    ['premier-park', 49, 51],
    ['mount-pleasant', 122, 87],
    ['bexleyheath', 12, 6],
    ['orpington', 12, 6],
    ['camden', 12, 6],
    ['victoria', 12, 6],
  ])('has at %s %i vans and %i sockets', (depot, vans, sockets) => {
    const dossier = estate.find((one) => one.dossier.depot === depot)?.dossier;
    expect(dossier?.vehicles).toHaveLength(vans);
    expect(dossier?.chargePoints.flatMap((chargePoint) => chargePoint.sockets)).toHaveLength(sockets);
  });

  it('keeps to the contract', () => {
    for (const { dossier, plans } of estate) {
      expect(depotDossiers.schema.parse(dossier)).toEqual(dossier);
      expect(depotPlans.schema.parse(plans)).toEqual(plans);
    }
  });

  it('names each charge point, socket, van and tag once', () => {
    const ids = estate.flatMap(({ dossier }) => [
      ...dossier.chargePoints.flatMap(({ id, sockets }) => [id, ...sockets.map((socket) => socket.id)]),
      ...dossier.vehicles.map(({ id }) => id),
      ...dossier.tags.map(({ id }) => id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('hangs each charge point on a feeder of its depot and on a type that exists', () => {
    for (const { dossier } of estate) {
      for (const { feederId, typeId, sockets } of dossier.chargePoints) {
        expect(dossier.feeders.map(({ id }) => id)).toContain(feederId);
        expect(demoChargePointTypes.find(({ id }) => id === typeId)?.sockets).toHaveLength(sockets.length);
      }
    }
  });

  it('cannot give every socket full power at once, so that there is something to share', () => {
    for (const { dossier } of estate) {
      const ratedKw = dossier.chargePoints
        .flatMap(({ sockets }) => sockets)
        .reduce((sum, { phases, maxLimitA }) => sum + phases * maxLimitA * 0.23, 0);
      const { capacityKva, powerFactor, bufferKw } = dossier.connections[0] as (typeof dossier.connections)[number];
      const buildingKw = dossier.connections[0]?.worstCaseLoadKw ?? 0;
      expect(capacityKva * powerFactor - bufferKw - buildingKw).toBeLessThan(ratedKw);
    }
  });

  it('has a master tag at each depot, a profiled connection at one and a schedule for each van', () => {
    for (const { dossier, plans } of estate) {
      expect(dossier.tags.filter(({ kind }) => kind === 'master')).toHaveLength(1);
      expect(new Set(plans.schedules.map(({ vehicleId }) => vehicleId)).size).toBe(dossier.vehicles.length);
      expect(plans.options.mode).toBe('live');
    }
    expect(estate.filter(({ plans }) => plans.profiledConnections.length > 0).map(({ plans }) => plans.depot)).toEqual(['whitechapel']);
  });
});
