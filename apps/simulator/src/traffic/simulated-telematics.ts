import { outsideTelematics } from '@headroom/contracts';
import { NamedTimers } from '../named-timers';
import { socPctOf, type Van } from '../physics/van';
import { chance, type Random } from '../random/random';
import type { World } from './traffic';

/** The box in a van that tells its state of charge every two minutes or so. */
export class SimulatedTelematics {
  private readonly timers: NamedTimers;

  constructor(
    private readonly vanNow: () => Van | null,
    private readonly world: World,
    private readonly random: Random,
  ) {
    this.timers = new NamedTimers(world.clock);
  }

  /** The first report comes within 3 s, so that a van which arrives is known while it plugs in. */
  start(): void {
    this.timers.start('tell', 1_000 * Math.floor(this.random() * 3), () => this.tell());
  }

  stop(): void {
    this.timers.endAll();
  }

  private tell(): void {
    this.timers.start('tell', this.world.telematicsEveryMs, () => this.tell());
    const van = this.vanNow();
    if (van === null || chance(this.random, this.world.faults.lostTelematicsShare)) return;
    this.world.outside.tell(outsideTelematics, {
      vehicle: van.id,
      at: new Date(this.world.clock.now()).toISOString(),
      socPct: Math.round(socPctOf(van) * 10) / 10,
    });
  }
}
