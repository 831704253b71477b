import { depotHabits } from '@headroom/contracts';
import { Bus, Tables } from '@headroom/messaging';
import { Clock, instantOf, newId } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { Depots } from './depots';

/** A half-hour that is over is known to a process that starts so long after it. */
const TELL_EVERY_MS = 5 * 60_000;

/** Tells what is learnt of each depot, and takes it up again when a depot comes to this process: a building's day takes days to learn. */
@Injectable()
export class HabitKeeper {
  constructor(
    private readonly bus: Bus,
    private readonly depots: Depots,
    private readonly clock: Clock,
    tables: Tables,
  ) {
    tables.whenWhole((taken) => {
      for (const depot of taken) {
        const told = tables.of(depotHabits).get(depot);
        if (told) depots.memoryOf(depot).habits.recall(told);
      }
    });
    clock.every(TELL_EVERY_MS, () => this.tell());
  }

  private async tell(): Promise<void> {
    for (const depot of this.depots.all()) {
      const news = this.depots.memoryOf(depot).habits.news();
      if (news) await this.bus.tell(depotHabits, { id: newId(), at: instantOf(this.clock.now()), depot, ...news });
    }
  }
}
