import type { DepotDossier, DepotPlans } from '@headroom/contracts';
import { NamedTimers } from '../named-timers';
import { driven, socPctOf, type Van } from '../physics/van';
import { between, chance, type Random, randomOf } from '../random/random';
import { nextShift, type Shift, shiftAt } from './next-shift';
import { SimulatedTelematics } from './simulated-telematics';
import { tagShown } from './tag-shown';
import type { Traffic, TrafficOf, World } from './traffic';
import type { Yard } from './yard';

/** How full a demo's sockets are at its start, whatever the time of day: something must be charging at once. */
const PLUGGED_AT_START_SHARE = 0.85;
const LOW_SOC_PCT = 45;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Vans that leave and return by their schedules, a little early or late, and plug in when they come home. */
export const shiftTraffic: TrafficOf = (estate, yard, world) => {
  const isShared = estate.dossier.vehicles.length > yard.sockets.size;
  const vans = estate.dossier.vehicles.map((vehicle, index) => new ShiftVan(vehicle, estate, { index, isShared }, yard, world));
  return {
    start: () => {
      const sockets = [...yard.sockets.keys()];
      const random = randomOf(world.seed, `${estate.dossier.depot} start`);
      vans.forEach((van, index) => {
        const socket = sockets[index];
        van.start(socket !== undefined && chance(random, PLUGGED_AT_START_SHARE) ? socket : null);
      });
    },
    stop: () => vans.forEach((van) => void van.stop()),
  };
};

class ShiftVan implements Traffic {
  private van: Van;
  private readonly tag: string | null;
  private readonly random: Random;
  private readonly timers: NamedTimers;
  private readonly telematics: SimulatedTelematics;
  private readonly schedules: DepotPlans['schedules'];

  constructor(
    vehicle: DepotDossier['vehicles'][number],
    private readonly estate: { dossier: DepotDossier; plans: DepotPlans },
    private readonly place: { index: number; isShared: boolean },
    private readonly yard: Yard,
    private readonly world: World,
  ) {
    this.random = randomOf(world.seed, vehicle.id);
    this.timers = new NamedTimers(world.clock);
    this.schedules = estate.plans.schedules.filter(({ vehicleId }) => vehicleId === vehicle.id);
    this.tag = tagShown(vehicle.id, estate.dossier.tags, world.faults, this.random);
    this.van = {
      ...vehicle,
      stopSocPct: 100,
      lagMs: 1_000 * Math.round(between(this.random, 5, 15)),
      storedKwh: vehicle.batteryKwh * between(this.random, 0.25, 0.7),
    };
    this.telematics = new SimulatedTelematics(
      () => this.yard.van(this.van.id) ?? this.van,
      world,
      randomOf(world.seed, `${vehicle.id} telematics`),
    );
  }

  /** Begins plugged in there, or out on the shift of this moment, or parked with a fair charge. */
  start(socketId: string | null = null): void {
    const nowMs = this.world.clock.now();
    const shift = shiftAt(this.schedules, this.estate.dossier.timezone, nowMs);
    this.telematics.start();
    if (socketId !== null) {
      this.yard.hold(this.van, this.tag, socketId);
      this.awaitShift();
    } else if (shift) {
      this.timers.start('return', this.returnsInMs(shift), () => this.comeHome(shift));
    } else {
      this.van = { ...this.van, storedKwh: this.van.batteryKwh * 0.9 };
      this.awaitShift();
    }
  }

  stop(): void {
    this.timers.endAll();
    this.telematics.stop();
  }

  private awaitShift(): void {
    const nowMs = this.world.clock.now();
    const shift = nextShift(this.schedules, this.estate.dossier.timezone, nowMs);
    if (shift) this.timers.start('depart', this.inMs(shift.departMs, -5, 15), () => this.leave(shift));
  }

  private leave(shift: Shift): void {
    this.van = this.yard.take(this.van.id) ?? this.van;
    this.timers.start('return', this.returnsInMs(shift), () => this.comeHome(shift));
  }

  private comeHome({ schedule }: Shift): void {
    const plannedKwh = schedule.energyKwh ?? this.van.batteryKwh * 0.55;
    this.van = driven(this.van, plannedKwh * between(this.random, 0.6, 1.05));
    if (this.wantsSocket()) this.yard.park(this.van, this.tag);
    this.awaitShift();
  }

  /** Where two vans share a socket they take turns by the day, unless one runs low. */
  private wantsSocket(): boolean {
    if (!this.place.isShared || socPctOf(this.van) < LOW_SOC_PCT) return true;
    return (Math.floor(this.world.clock.now() / DAY_MS) + this.place.index) % 2 === 0;
  }

  private returnsInMs(shift: Shift): number {
    return this.inMs(shift.returnMs, -30, 60);
  }

  /** Until a planned moment, early or late by whole seconds, but not in the past. */
  private inMs(plannedMs: number, earliestMinutes: number, latestMinutes: number): number {
    const noiseMs = 1_000 * Math.round((between(this.random, earliestMinutes, latestMinutes) * MINUTE_MS) / 1_000);
    return Math.max(1_000, plannedMs - this.world.clock.now() + noiseMs);
  }
}
