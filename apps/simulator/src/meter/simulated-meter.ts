import type { Message, outsideSiteLoad } from '@headroom/contracts';
import type { Clock } from '@headroom/service-kit';
import { type Building, buildingLoadKw, isFeedGap } from '../building/building-load';
import type { Faults } from '../faults';
import { NamedTimers } from '../named-timers';
import { between, chance, type Random } from '../random/random';
import type { MeterSetting } from './meter-setting';

type Reading = Message<typeof outsideSiteLoad>;

/** A site meter: reads the true load, and tells it now, late or not at all. */
export class SimulatedMeter {
  private readonly timers: NamedTimers;
  private pending: Reading[] = [];
  private lateCount = 0;

  constructor(
    private readonly what: { depot: string; meter: string; building: Building; evKw: () => number },
    private readonly how: { setting: MeterSetting; faults: Faults; random: Random; tell: (readings: Reading[]) => void },
    private readonly clock: Clock,
  ) {
    this.timers = new NamedTimers(clock);
  }

  start(): void {
    this.read();
    this.send();
  }

  stop(): void {
    this.timers.endAll();
  }

  private read(): void {
    this.timers.start('read', this.how.setting.valueEveryMs, () => this.read());
    const { faults, random } = this.how;
    const isLost = chance(random, faults.lostMeterReadingShare);
    const nowMs = this.clock.now();
    if (isLost || (faults.meterGaps && isFeedGap(this.what.building, nowMs))) return;
    const powerKw = buildingLoadKw(this.what.building, nowMs) + this.what.evKw();
    this.pending.push({
      depot: this.what.depot,
      meter: this.what.meter,
      at: new Date(nowMs).toISOString(),
      powerW: Math.round(powerKw * 1_000),
    });
    if (this.how.setting.sendEveryMs <= this.how.setting.valueEveryMs) this.deliver();
  }

  private send(): void {
    if (this.how.setting.sendEveryMs <= this.how.setting.valueEveryMs) return;
    this.timers.start('send', this.how.setting.sendEveryMs, () => this.send());
    this.deliver();
  }

  private deliver(): void {
    const readings = this.pending;
    this.pending = [];
    if (readings.length === 0) return;
    if (chance(this.how.random, this.how.faults.lateMeterReadingShare)) {
      const lateMs = Math.round(between(this.how.random, 30_000, 600_000));
      this.timers.start(`late-${this.lateCount++}`, lateMs, () => this.how.tell(readings));
    } else {
      this.how.tell(readings);
    }
  }
}
