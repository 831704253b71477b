import { openAccount } from './account.mjs';
import { CONTROL_S, msAt, STEP_S } from './clock.mjs';
import { managerOf } from './manager.mjs';
import { randomOf } from './random.mjs';
import { vansAt } from './vans.mjs';

/** A message that was sent is at the charger, and its answer back, within a step. */
const MESSAGE_S = STEP_S;

/**
 * One policy on one scenario, from beginning to end; the same again for the same two.
 * @param policy null: nobody manages, every socket gives what it has.
 */
export function run(scenario, policy) {
  const vans = vansAt(scenario, randomOf(97 * scenario.seed + 5));
  const account = openAccount(scenario, vans);
  const manager = policy === null ? null : managerOf(scenario, vans, policy);
  const underWay = [];
  for (let step = 0; step < scenario.stepCount; step++) {
    const s = step * STEP_S;
    const moved = vans.comeAndGo(s);
    for (; underWay.length > 0 && underWay[0].arrivesS <= s; underWay.shift()) {
      const { place, setpoint } = underWay[0];
      vans.offer(place, setpoint.amps, s);
      manager.answer(setpoint, s);
    }
    vans.move(s);
    const evKw = account.addStep(s, step, capacityKwAt(scenario, s));
    if (manager === null) continue;
    if (moved || s % CONTROL_S === 0) manager.look(s, evKw + scenario.buildingKw[step], moved);
    for (const setpoint of manager.send(s)) {
      underWay.push({ setpoint, place: vans.places[manager.indexOf(setpoint.socket)], arrivesS: s + MESSAGE_S });
      account.addMessages(1);
    }
  }
  return { ...account.total(), ...(manager?.timings() ?? {}) };
}

function capacityKwAt({ pieces }, s) {
  const ms = msAt(s);
  return pieces.find(({ fromMs, untilMs }) => fromMs <= ms && ms < untilMs).kw;
}
