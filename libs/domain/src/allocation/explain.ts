import type { Allocation, AllocationProblem, SocketAllocation } from './allocator';
import { type Deal, type Seat } from './deal';
import type { Room } from './room';

/** The deal as an allocation, in the order of the problem, every socket with its reason. */
export function allocationOf(allocator: string, problem: AllocationProblem, { room, seats }: Deal): Allocation {
  const sockets = new Array<SocketAllocation>(problem.sockets.length);
  for (const seat of seats) sockets[seat.at] = explained(room, seat);
  return { allocator, sockets };
}

function explained(room: Room, seat: Seat): SocketAllocation {
  const { demand, amps } = seat;
  const socket = demand.id;
  if (demand.reservedA !== null) return { socket, ...reserved(seat, demand.reservedA) };
  if (seat.unfit !== null) return { socket, amps: 0, boundBy: 'problem', reason: `cannot be planned: ${seat.unfit}` };
  if (demand.wantA === 0) return { socket, amps: 0, boundBy: 'vehicle', reason: 'no vehicle, or nothing to charge' };
  if (seat.ceilingA === 0) return { socket, amps: 0, boundBy: 'vehicle', reason: `wants less than the ${seat.minA} A that charging needs` };
  if (amps >= Math.floor(demand.maxA)) return { socket, amps, boundBy: 'socket', reason: 'charging at its full rate' };
  if (amps >= seat.ceilingA) return { socket, amps, boundBy: 'vehicle', reason: `charging at the ${amps} A it can use` };
  return { socket, amps, ...bound(room, seat) };
}

/** What keeps it below what it could use. */
function bound(room: Room, { amps, targetA, allowedA, ceilingA, minA, held, blocker }: Seat): Pick<SocketAllocation, 'boundBy' | 'reason'> {
  const limit = room.nodes[blocker]?.boundBy;
  if (held === 'emergency') {
    return {
      boundBy: 'emergency',
      reason: amps === 0 ? 'waiting: nothing is started in an emergency' : `stays at ${amps} A: nothing is raised in an emergency`,
    };
  }
  if (held === 'steady') {
    const boundBy = limit ?? (allowedA < ceilingA ? 'plan' : 'socket');
    return { boundBy, reason: `stays at ${amps} A: a few amps more or less are not worth a change` };
  }
  if (limit !== undefined && amps < allowedA) {
    return { boundBy: limit, reason: amps === 0 ? `waiting: ${inWords(limit)} is full` : `held to ${amps} A by ${inWords(limit)}` };
  }
  if (amps === 0) return { boundBy: 'plan', reason: 'waiting: the plan charges it later' };
  if (amps > targetA && amps === minA) return { boundBy: 'plan', reason: `goes on at ${amps} A: less is not possible` };
  return { boundBy: 'plan', reason: `charging at the ${amps} A that the plan gives it` };
}

/** It keeps the setpoint that it has, as far as that is within what is reserved for it. */
function reserved({ demand, unfit, minA }: Seat, reservedA: number): Omit<SocketAllocation, 'socket'> {
  const kept = Math.floor(Math.min(demand.currentA, demand.maxA, reservedA));
  const amps = unfit === null && kept >= minA ? kept : 0;
  return { amps, boundBy: 'socket', reason: `cannot be steered now: counted at ${Math.round(reservedA * 10) / 10} A` };
}

/** 'profile:winter-weekday' is 'profile winter-weekday' to an operator. */
function inWords(boundBy: string): string {
  return boundBy === 'asc' ? 'the supply capacity' : boundBy.replace(':', ' ');
}
