import { alarmCleared, alarmKey, alarmRaised, alarms } from '@headroom/contracts';
import type { ControlAlarm } from '@headroom/domain';
import { Bus, Tables } from '@headroom/messaging';
import { Clock, instantOf, newId } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';

/** Tells people of sockets that do not take their setpoints. */
@Injectable()
export class ControlAlarms {
  constructor(
    private readonly bus: Bus,
    private readonly tables: Tables,
    private readonly clock: Clock,
  ) {}

  async tell(depot: string, { kind, socket, raised, text }: ControlAlarm): Promise<void> {
    const subject = socket.slice(depot.length + 1);
    const said = { id: newId(), at: instantOf(this.clock.now()) };
    const standing = this.tables.of(alarms).get(alarmKey(depot, kind, subject));
    const alarm = raised ? alarmRaised(standing, { depot, kind, subject, level: 'red', detail: text }, said) : alarmCleared(standing, said);
    if (alarm) await this.bus.tell(alarms, alarm);
  }
}
