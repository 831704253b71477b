import { advance, authorise, freeSocket, type InstalledSocket, msToFull, obey, plugIn, type Van } from '@headroom/simulator';
import type { Session } from '../sessions/session';

const BATTERY_KWH = 40;
/** No van comes emptier than this, so one that took much has a larger battery. */
const MOST_TAKEN_SHARE = 0.75;
/** Charging to full takes its time above 80 %; where the stay was too short for that, the van was not charged to full. */
const ROOM_FOR_TAPER_SHARE = 0.9;
const STEP_MS = 60_000;

/**
 * A van that would take just the recorded energy: it stops at 100 % where the stay leaves room for the taper above 80 %,
 * and else at 80 %. The recording has no vans, so this one is made up; what it needs and when it leaves are recorded.
 */
export const vanOfSession = (session: Session, id: string, installed: InstalledSocket, lagMs: number): Van => {
  const batteryKwh = Math.max(BATTERY_KWH, session.energyKwh / MOST_TAKEN_SHARE);
  const ending = (stopSocPct: number): Van => ({
    id,
    batteryKwh,
    maxChargeKw: (installed.maxLimitA * 230) / 1_000,
    phases: 1,
    lagMs,
    stopSocPct,
    storedKwh: (batteryKwh * stopSocPct) / 100 - session.energyKwh,
  });
  const full = ending(100);
  return msToCharge(full, installed) <= ROOM_FOR_TAPER_SHARE * (session.endMs - session.startMs) ? full : ending(80);
};

/** How long the van takes at full power, by the simulator's own physics. */
const msToCharge = (van: Van, installed: InstalledSocket): number => {
  let moment = obey(authorise(plugIn(freeSocket(0, installed.maxLimitA, 0), van)), installed, installed.maxLimitA);
  for (let toFullMs = msToFull(moment); toFullMs !== null; toFullMs = msToFull(moment)) {
    moment = advance(moment, installed, moment.atMs + Math.min(STEP_MS, toFullMs));
  }
  return moment.atMs;
};
