import { type AlarmRaised, alarmCleared, alarmKey, alarmRaised, type Said } from './alarm-life';
import type { Alarm } from './alarms';

/** The alarms of one service: each is told when it is raised, changes or is cleared, and not again. */
export class AlarmBook {
  /** Told by us, and perhaps not yet back in the table. */
  private readonly told = new Map<string, Alarm>();

  constructor(
    private readonly table: { get(key: string): Alarm | undefined },
    private readonly tell: (alarm: Alarm) => Promise<void>,
    private readonly said: () => Said,
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
    const [kept, told] = [this.table.get(key), this.told.get(key)];
    if (kept === undefined || (told !== undefined && told.id !== kept.id && told.at >= kept.at)) return told;
    this.told.delete(key);
    return kept;
  }

  private async say(alarm: Alarm | null): Promise<void> {
    if (!alarm) return;
    this.told.set(alarm.alarm, alarm);
    try {
      await this.tell(alarm);
    } catch (error) {
      this.told.delete(alarm.alarm);
      throw error;
    }
  }
}
