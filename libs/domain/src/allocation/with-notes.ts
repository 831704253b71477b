import type { Allocation } from './allocator';

/** What a plan knows of a socket, in an operator's words and local time. */
export interface PlanNote {
  /** When its amps will rise, or it will start: '21:15'. */
  readonly until?: string;
  /** 'leaves 06:30, needs 11 kWh' */
  readonly facts?: string;
}

/** The same amps, the reasons completed: 'waiting: feeder f2 is full until 21:15; leaves 06:30, needs 11 kWh'. */
export function withNotes(allocation: Allocation, notes: ReadonlyMap<string, PlanNote>): Allocation {
  const sockets = allocation.sockets.map((row) => {
    const note = notes.get(row.socket);
    if (note === undefined) return row;
    const waits = row.boundBy !== 'socket' && row.boundBy !== 'vehicle' && row.boundBy !== 'problem';
    const until = note.until === undefined || !waits ? '' : ` until ${note.until}`;
    const facts = note.facts === undefined ? '' : `; ${note.facts}`;
    return { ...row, reason: `${row.reason}${until}${facts}` };
  });
  return { ...allocation, sockets };
}
