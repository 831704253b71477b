import { type Alarm, type AlarmRaised, alarmCleared, alarmKey, alarmRaised, alarms, type Said } from '@headroom/contracts';
import type { Bus, Tables } from '@headroom/messaging';
import { type Clock, instantOf } from '../clock/clock';
import { newId } from '../new-id';

/** The alarms of one service, which has their table: each is told when it is raised, changes or is cleared, and not again. */
export class AlarmBook {
  /** Told by us, and perhaps not yet back in the table. */
  private readonly told = new Map<string, Alarm>();

  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {}

  raise(raised: AlarmRaised): Promise<void> | void {
    return this.say(alarmRaised(this.standing(raised), raised, this.said()));
  }

  clear(subject: Pick<AlarmRaised, 'depot' | 'kind' | 'subject'>): Promise<void> | void {
    const standing = this.standing(subject);
    if (standing) return this.say(alarmCleared(standing, this.said()));
  }

  /** The table also has what others said of it, such as who has seen it. */
  private standing({ depot, kind, subject }: Pick<AlarmRaised, 'depot' | 'kind' | 'subject'>): Alarm | undefined {
    const key = alarmKey(depot, kind, subject);
    const [kept, told] = [this.tables.of(alarms).get(key), this.told.get(key)];
    if (kept === undefined || (told !== undefined && told.id !== kept.id && told.at >= kept.at)) return told;
    this.told.delete(key);
    return kept;
  }

  private async say(alarm: Alarm | null): Promise<void> {
    if (!alarm) return;
    this.told.set(alarm.alarm, alarm);
    try {
      await this.bus.tell(alarms, alarm);
    } catch (error) {
      this.told.delete(alarm.alarm);
      throw error;
    }
  }

  private said(): Said {
    return { id: newId(), at: instantOf(this.clock.now()) };
  }
}
