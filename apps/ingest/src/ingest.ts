import { depotDossiers } from '@headroom/contracts';
import { Bus, Tables } from '@headroom/messaging';
import { Clock, newId } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { type Dossiers, Estate } from './estate/estate';
import { checkRow, checkShaped, type Feed } from './rows/feed';

export interface Rejected {
  readonly index: number;
  readonly reason: string;
}

/** May this sender speak for that depot? */
export type MayEnter = (depot: string) => boolean;

/** Checks rows from outside and repeats the good ones inside. One bad row never loses the others. */
@Injectable()
export class Ingest {
  private readonly dossiers: Dossiers;
  private readonly estate: Estate;

  constructor(
    private readonly bus: Bus,
    tables: Tables,
    private readonly clock: Clock,
  ) {
    this.dossiers = tables.of(depotDossiers);
    this.estate = new Estate(this.dossiers);
  }

  /**
   * To a sender the estate is the depots that he may enter: of the others he does not even learn that they exist.
   * @throws where the bus cannot be reached; nothing was taken then.
   */
  async take<O extends { at: string }, T extends { depot: string }>(
    feed: Feed<O, T>,
    rows: readonly unknown[],
    mayEnter: MayEnter = () => true,
  ): Promise<{ accepted: number; rejected: Rejected[] }> {
    const nowMs = this.clock.now();
    const estate = new Estate(only(this.dossiers, mayEnter));
    const messages: T[] = [];
    const rejected: Rejected[] = [];
    for (const [index, row] of rows.entries()) {
      const checked = checkRow(feed, row, estate, { nowMs, id: newId() });
      if ('reason' in checked) rejected.push({ index, reason: checked.reason });
      else messages.push(checked.message);
    }
    if (messages.length > 0) await this.bus.tell(feed.inside, ...messages);
    return { accepted: messages.length, rejected };
  }

  /** Takes one row that the bus has checked against its topic. Answers why it is refused, or null. */
  async takeChecked<O extends { at: string }, T extends { depot: string }>(feed: Feed<O, T>, row: O): Promise<string | null> {
    const checked = checkShaped(feed, row, this.estate, { nowMs: this.clock.now(), id: newId() });
    if ('reason' in checked) return checked.reason;
    await this.bus.tell(feed.inside, checked.message);
    return null;
  }
}

function only(dossiers: Dossiers, mayEnter: MayEnter): Dossiers {
  return {
    get: (depot) => (mayEnter(depot) ? dossiers.get(depot) : undefined),
    all: () => [...dossiers.all()].filter(({ depot }) => mayEnter(depot)),
  };
}
