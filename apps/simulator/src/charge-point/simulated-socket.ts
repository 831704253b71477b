import { type Message, outsideSetpointResponses, outsideSocketMeasures, type Setpoint } from '@headroom/contracts';
import { MIN_CHARGE_A } from '@headroom/domain';
import type { Clock } from '@headroom/service-kit';
import type { Faults } from '../faults';
import { NamedTimers } from '../named-timers';
import type { Outside } from '../outside';
import {
  advance,
  authorise,
  freeSocket,
  type InstalledSocket,
  msToFull,
  obey,
  offer,
  plugIn,
  type SocketMoment,
  unplug,
} from '../physics/socket';
import type { Van } from '../physics/van';
import { between, chance, type Random } from '../random/random';
import { answerTo } from './answer';
import type { Firmware } from './firmware';
import { measureOf } from './measure';

type Measure = Message<typeof outsideSocketMeasures>;

const IDLE_MEASURE_MS = 300_000;
const AUTHORISE_MS = [4_000, 20_000] as const;
const BOOT_MS = 45_000;

/** A charge socket with its controller: physics between events, measures out, setpoints in. */
export class SimulatedSocket {
  private moment: SocketMoment;
  private tag: string | null = null;
  private isBooting = false;
  private changes = 0;
  /** Counts plug-ins and boots, so that a van's late reaction to an earlier life is dropped. */
  private life = 0;
  private readonly timers: NamedTimers;

  constructor(
    readonly installed: InstalledSocket,
    private readonly make: { firmware: Firmware; faults: Faults; measureEveryMs: number },
    private readonly world: { clock: Clock; random: Random; outside: Outside; onPower: (socket: string, kw: number, atMs: number) => void },
  ) {
    this.timers = new NamedTimers(world.clock);
    this.moment = freeSocket(world.clock.now(), installed.maxLimitA, Math.round(between(world.random, 1e5, 9e6)));
  }

  /** Reports itself within the first seconds, as controllers do when they come up. */
  start(): void {
    this.timers.start('measure', 1_000 * Math.floor(between(this.world.random, 0, 5)), () => this.report());
  }

  stop(): void {
    this.timers.endAll();
  }

  get isFree(): boolean {
    return this.moment.van === null;
  }

  /** The van as it is now, charged so far. */
  van(): Van | null {
    this.step((moment) => moment);
    return this.moment.van;
  }

  powerKw(): number {
    return this.moment.powerKw;
  }

  plug(van: Van, tag: string | null): void {
    this.step((moment) => plugIn(moment, van));
    this.tag = tag;
    if (this.make.firmware.atPlugIn === 'forgets') this.step((moment) => offer(moment, this.installed.maxLimitA));
    this.report();
    this.timers.start('authorise', seconds(this.world.random, AUTHORISE_MS), () => this.authorise());
  }

  /** A van that has been here for a while already: it charges at the least there is, and awaits its first setpoint. */
  holdFromBefore(van: Van, tag: string | null): void {
    this.step((moment) => obey(authorise(plugIn(offer(moment, MIN_CHARGE_A), van)), this.installed, MIN_CHARGE_A));
    this.tag = tag;
  }

  /** The van leaves, with what it got. */
  unplug(): Van | null {
    const van = this.van();
    this.life++;
    this.timers.end('authorise');
    this.step(unplug);
    this.tag = null;
    this.report();
    return van;
  }

  receive(setpoint: Setpoint): void {
    if (this.isBooting) return;
    const { clock, random } = this.world;
    const answer = answerTo(setpoint, this.installed.maxLimitA, clock.now(), this.make.firmware, this.make.faults, random);
    if (answer.enactA !== null) this.offer(answer.enactA);
    const { resultCode } = answer;
    if (resultCode === null) return;
    this.timers.start(`answer-${setpoint.id}`, answer.afterMs, () =>
      this.world.outside.tell(outsideSetpointResponses, {
        setpointId: setpoint.id,
        socket: setpoint.socket,
        resultCode,
        at: new Date(clock.now()).toISOString(),
      }),
    );
  }

  /** Power fails: charging stops, nothing is heard for a while, and firmware that forgets has forgotten. */
  boot(): void {
    this.isBooting = true;
    this.life++;
    this.step((moment) => obey(moment, this.installed, 0));
    this.timers.end('measure');
    this.timers.start('boot', BOOT_MS, () => {
      this.isBooting = false;
      if (this.make.firmware.atPlugIn === 'forgets') this.step((moment) => offer(moment, this.installed.maxLimitA));
      this.authorise({ rebooted: true });
    });
  }

  private authorise(extra: Partial<Measure> = {}): void {
    this.step(authorise);
    this.followPilot();
    this.report(this.moment.van === null ? extra : { ...extra, authorisedAt: new Date(this.world.clock.now()).toISOString() });
  }

  private offer(amps: number): void {
    if (amps === this.moment.pilotA) return;
    const wasPaused = this.moment.pilotA < MIN_CHARGE_A;
    this.step((moment) => offer(moment, amps));
    this.followPilot();
    if (wasPaused !== amps < MIN_CHARGE_A && this.moment.van !== null) this.report();
  }

  /** The van obeys the pilot of this moment after its lag, even if the pilot has changed again by then. */
  private followPilot(): void {
    const { van, pilotA } = this.moment;
    const { life } = this;
    if (van === null) return;
    this.timers.start(`obey-${this.changes++}`, van.lagMs, () => {
      if (life === this.life) this.step((moment) => obey(moment, this.installed, pilotA));
    });
  }

  private step(change: (moment: SocketMoment) => SocketMoment): void {
    const before = this.moment.powerKw;
    const nowMs = this.world.clock.now();
    this.moment = change(advance(this.moment, this.installed, nowMs));
    if (this.moment.powerKw !== before) this.world.onPower(this.installed.id, this.moment.powerKw, nowMs);
    const toFullMs = msToFull(this.moment);
    if (toFullMs === null) this.timers.end('full');
    else if (toFullMs <= this.make.measureEveryMs) this.timers.start('full', toFullMs, () => this.report());
  }

  private report(extra: Partial<Measure> = {}): void {
    if (this.isBooting) return;
    this.step((moment) => moment);
    this.timers.start('measure', this.moment.van === null ? IDLE_MEASURE_MS : this.make.measureEveryMs, () => this.report());
    if (chance(this.world.random, this.make.faults.lostMeasureShare)) return;
    this.world.outside.tell(outsideSocketMeasures, { ...measureOf(this.moment, this.installed, this.tag), ...extra });
  }
}

/** Whole seconds, so that what happens in a depot shares moments and virtual time can jump further. */
const seconds = (random: Random, [low, high]: readonly [number, number]): number =>
  1_000 * Math.round(between(random, low / 1_000, high / 1_000));
