// Headroom in small: the project's own functions from the meter to the setpoint, without the services and the bus around them.
import { advance, aimed, answered, defaultControlSettings, emptyLedger } from '../../../libs/domain/dist/index.js';
import { msAt } from './clock.mjs';
import { demandsOf } from './demands.mjs';
import { gridNow } from './grid-now.mjs';
import { watchOf } from './watch.mjs';

/** Decides for the vans of a scenario by one policy. It sees meters, plug-ins, schedules and answers, and nothing else. */
export function managerOf(scenario, vans, policy) {
  const indexById = new Map(scenario.sockets.map(({ id }, index) => [id, index]));
  const watch = watchOf(scenario, vans, policy.steadiness);
  const grid = gridNow(scenario, policy.steadiness);
  const planner = policy.planner?.(scenario, vans) ?? null;
  const settings = { ...defaultControlSettings, ...policy.controlSettings };
  const spent = { looks: 0, lookMs: 0, plans: 0, planMs: 0 };
  let ledger = emptyLedger();
  let picture = null;
  let wakeAtMs = null;
  let isStirred = true;
  let nextId = 0;
  return { look, send, answer, indexOf: (socket) => indexById.get(socket), timings };

  /** The meters are read, and amps are decided. */
  function look(s, incomerKw, moved) {
    const startedAt = performance.now();
    const nowMs = msAt(s);
    const toldA = (id) => ledger.sockets.get(id)?.toldA ?? 0;
    const seen = watch.see(nowMs, ledger);
    const { planned, granted, grantableKw, buildingKw } = grid.at(nowMs, incomerKw, seen, toldA);
    const demands = demandsOf(scenario, vans, seen, toldA, watch.laxityMs(s));
    const problem = { nodes: planned, sockets: demands };
    planner?.aim({ s, nowMs, problem, seen, grantableKw, buildingKw, moved, spent });
    const { sockets } = policy.allocator.allocate(problem);
    const priorityById = new Map(demands.map(({ id, priority }) => [id, priority]));
    const wanted = sockets.map(({ socket, amps, reason }) => ({ socket, amps, reason, priority: priorityById.get(socket) }));
    ledger = aimed(ledger, wanted);
    picture = { mode: 'live', nodes: granted, sockets: seen.map(({ control }) => control), settings };
    isStirred = true;
    spent.looks += 1;
    spent.lookMs += performance.now() - startedAt;
  }

  /** The setpoints that go out now. */
  function send(s) {
    const nowMs = msAt(s);
    if (picture === null || !(isStirred || (wakeAtMs !== null && nowMs >= wakeAtMs))) return [];
    isStirred = false;
    if (policy.isReckless) return sendAtOnce();
    const step = advance(ledger, picture, nowMs, () => `setpoint-${nextId++}`);
    ({ ledger, wakeAtMs } = step);
    return step.send;
  }

  function answer({ id, socket }, s) {
    ledger = answered(ledger, { setpointId: id, socket, resultCode: 0 }, msAt(s));
    isStirred = true;
  }

  /** What a system without safe ordering does: everything at once, as soon as it is decided. */
  function sendAtOnce() {
    const changed = [...ledger.targets.values()].filter(({ socket, amps }) => (ledger.sockets.get(socket)?.toldA ?? null) !== amps);
    const rows = new Map(ledger.sockets);
    const send = changed.map(({ socket, amps }) => {
      const id = `setpoint-${nextId++}`;
      rows.set(socket, { ...rows.get(socket), socket, setpointId: id, toldA: amps, confirmedA: amps, state: 'confirmed', epoch: 0 });
      return { id, socket, amps };
    });
    ledger = { ...ledger, sockets: rows };
    return send;
  }

  function timings() {
    return { lookMs: spent.lookMs / Math.max(1, spent.looks), plans: spent.plans, planMs: spent.planMs / Math.max(1, spent.plans) };
  }
}
