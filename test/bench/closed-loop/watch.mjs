import { learnedUse, mustGoOn, onOffNow, pausedUntilMs } from '../../../libs/domain/dist/index.js';
import { HOUR_S } from './clock.mjs';

const VOLTS = 230;
/** Laxities are ranked anew this often, or two vans of the same laxity would take turns at every look. */
const RANKED_EVERY_S = 300;

/** What is metered and remembered of each socket. */
export function watchOf({ sockets, visits }, vans, steadiness) {
  const memory = sockets.map(() => ({ epoch: 0, use: undefined, onOff: undefined }));
  const laxities = new Map();
  let rankedS = Number.NEGATIVE_INFINITY;
  return { see, laxityMs };

  function see(nowMs, ledger) {
    return vans.places.map((place, index) => {
      const { socket, visit, epoch, drawA } = place;
      const row = ledger.sockets.get(socket.id);
      const toldA = row?.toldA ?? 0;
      const setpointA = row?.state === 'confirmed' || row?.state === 'accepted' ? toldA : 0;
      const before = memory[index].epoch === epoch ? memory[index] : { use: undefined, onOff: undefined };
      const plugged = visit !== null;
      const draw = { atMs: nowMs, setpointA, drawnA: plugged && drawA > 0 ? drawA : null, maxA: socket.maxA };
      const use = steadiness === null || !plugged ? undefined : learnedUse(before.use, draw, steadiness);
      const onOff = onOffNow(before.onOff, toldA, nowMs);
      memory[index] = { epoch, use, onOff };
      return {
        visit,
        drawnKw: vans.kwOf(place),
        ceilingA: use?.ceilingA ?? null,
        goesOn: steadiness !== null && mustGoOn(onOff, nowMs, steadiness),
        stays: steadiness !== null && pausedUntilMs(onOff, nowMs, steadiness) !== null,
        control: controlSocketOf(place, nowMs),
      };
    });
  }

  /** By visit: how long it could wait and still be ready at full rate, as last ranked. */
  function laxityMs(s) {
    const isDue = s >= rankedS + RANKED_EVERY_S;
    if (isDue) rankedS = s;
    for (const { visit, socket } of vans.places) {
      if (visit === null || (!isDue && laxities.has(visit))) continue;
      const fullKw = (socket.maxA * socket.phases.length * VOLTS) / 1000;
      laxities.set(visit, 1_000 * (visits[visit].plannedLeaveS - s - (vans.missingKwh(visit) / fullKw) * HOUR_S));
    }
    return laxities;
  }
}

function controlSocketOf({ socket, visit, epoch, drawA }, nowMs) {
  return {
    id: socket.id,
    chargePoint: socket.chargePoint,
    minMessageGapMs: socket.minMessageGapMs,
    node: socket.node,
    phases: socket.phases,
    minA: socket.minA,
    maxA: socket.maxA,
    plugged: visit !== null,
    epoch,
    lost: false,
    meteredA: drawA,
    meteredAtMs: nowMs,
  };
}
