import type { ControlAlarm } from '@headroom/domain';
import { Bus, Tables } from '@headroom/messaging';
import { AlarmBook, Clock } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';

/** Tells people of sockets that do not take their setpoints, or take up phases that they had left to others. */
@Injectable()
export class ControlAlarms {
  private readonly book: AlarmBook;

  constructor(bus: Bus, tables: Tables, clock: Clock) {
    this.book = new AlarmBook(bus, tables, clock);
  }

  async tell(depot: string, { kind, level, socket, raised, text }: ControlAlarm): Promise<void> {
    const subject = { depot, kind, subject: socket.slice(depot.length + 1) };
    if (raised) await this.book.raise({ ...subject, level, detail: text });
    else await this.book.clear(subject);
  }
}
