import { STEP_S } from './clock.mjs';
import { normal } from './random.mjs';

/** How much of its distance from the expected load the building keeps from one step to the next. */
const KEPT = 0.995;
const NOISE_SHARE = 0.004;
const JUMP_CHANCE = 0.0008;
const JUMP_SHARE = 0.06;

/** What the building is expected to draw at an hour of the day, kW: most at one in the afternoon. */
export function expectedBuildingKw(peakKw, hourOfDay) {
  return peakKw * (0.35 + 0.65 * Math.exp(-(((hourOfDay - 13) / 5) ** 2)));
}

/** What it does draw, kW, step by step: the expected load, slow noise, and now and then something large that is switched on. */
export function drawnBuildingKw(random, { peakKw, hourAt, stepCount }) {
  const drawnKw = new Float64Array(stepCount);
  let awayKw = 0;
  for (let step = 0; step < stepCount; step++) {
    awayKw = KEPT * awayKw + NOISE_SHARE * peakKw * normal(random);
    if (random() < JUMP_CHANCE) awayKw += JUMP_SHARE * peakKw * random();
    drawnKw[step] = Math.max(0, expectedBuildingKw(peakKw, hourAt(step * STEP_S)) + awayKw);
  }
  return drawnKw;
}
