import type { DepotDossier } from '@headroom/contracts';
import type { DemoDepot } from './demo-depots';
import { demoChargePointTypes } from './demo-types';

type ChargePoint = DepotDossier['chargePoints'][number];
type TypeId = (typeof demoChargePointTypes)[number]['id'];

const rotations = ['L1L2L3', 'L2L3L1', 'L3L1L2'] as const;

/** Units along the depot's wall: three-phase ones first, then the two makes in turn, a single one where the count is odd. */
export const demoChargePoints = (demo: DemoDepot): ChargePoint[] => {
  const units: ChargePoint[] = [];
  for (let built = 0; built < demo.sockets; built += units.at(-1)?.sockets.length ?? 1) {
    units.push(chargePointOf(demo, units.length, built, typeFor(demo, units.length, demo.sockets - built)));
  }
  return units;
};

const typeFor = (demo: DemoDepot, unit: number, socketsLeft: number): TypeId => {
  if (socketsLeft === 1) return 'swarco-evolt-single';
  if (unit < demo.threePhaseUnits) return 'alfen-eve-double-22kw';
  return unit % 3 === 2 ? 'swarco-evolt-double' : 'alfen-eve-double';
};

const chargePointOf = (demo: DemoDepot, unit: number, socketsBefore: number, typeId: TypeId): ChargePoint => {
  const type = demoChargePointTypes.find(({ id }) => id === typeId) as (typeof demoChargePointTypes)[number];
  const id = `${demo.depot}.evc${String(unit + 1).padStart(3, '0')}`;
  return {
    id,
    typeId,
    connectionId: 'main',
    feederId: `f${Math.floor(socketsBefore / demo.feeder.sockets) + 1}`,
    minMessageGapMs: type.minMessageGapMs,
    minLimitA: type.minLimitA,
    canPause: type.canPause,
    sockets: type.sockets.map(({ phases, maxLimitA }, index) => ({
      id: `${id}.sk${index + 1}`,
      phases,
      maxLimitA,
      phaseRotation: rotations[(socketsBefore + index) % 3] as (typeof rotations)[number],
    })),
  };
};
