import { HOUR_S, STEP_S } from './clock.mjs';

/** A session that lacks more than this when its van leaves is short. */
const SHORT_KWH = 0.5;
/** Rounding of doubles, not a tolerance. */
const ROUNDING = 1e-6;

/** Counts what really happened, second by second, whatever anybody thought (optimiser.md, 5.1). */
export function openAccount(scenario, vans) {
  const account = {
    breachS: 0,
    feederBreachS: 0,
    worstExcessKw: 0,
    peakShare: 0,
    cost: 0,
    chargedKwh: 0,
    connectedH: 0,
    messages: 0,
  };
  return { addStep, addMessages, total };

  function addStep(s, step, capacityKw) {
    let evKw = 0;
    const feederA = new Map(scenario.feeders.map(({ id }) => [id, [0, 0, 0]]));
    for (const place of vans.places) {
      if (place.visit === null) continue;
      account.connectedH += STEP_S / HOUR_S;
      evKw += vans.kwOf(place);
      for (const phase of place.socket.phases) feederA.get(place.socket.node)[phase] += place.drawA;
    }
    const siteKw = evKw + scenario.buildingKw[step];
    const kwh = (evKw * STEP_S) / HOUR_S;
    account.chargedKwh += kwh;
    account.cost += kwh * scenario.pricePerKwh(s);
    account.peakShare = Math.max(account.peakShare, siteKw / capacityKw);
    if (siteKw > capacityKw + ROUNDING) {
      account.breachS += STEP_S;
      account.worstExcessKw = Math.max(account.worstExcessKw, siteKw - capacityKw);
    }
    const isOver = scenario.feeders.some(({ id, limitA }) => limitA.some((limit, phase) => feederA.get(id)[phase] > limit + ROUNDING));
    if (isOver) account.feederBreachS += STEP_S;
    return evKw;
  }

  function addMessages(count) {
    account.messages += count;
  }

  /** Over the whole run. */
  function total() {
    const served = scenario.visits.map(({ neededKwh }, index) => Math.min(1, vans.chargedKwh[index] / neededKwh));
    const missing = scenario.visits.map((_, index) => vans.missingKwh(index));
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    return {
      breachS: account.breachS,
      feederBreachS: account.feederBreachS,
      worstExcessKw: account.worstExcessKw,
      peakShare: account.peakShare,
      cost: account.cost,
      chargedKwh: account.chargedKwh,
      pricePerKwh: account.cost / account.chargedKwh,
      unmetKwh: sum(missing),
      unmetShare: sum(missing) / scenario.neededKwh,
      weightedUnmetKwh: sum(missing.map((kwh, index) => kwh * scenario.visits[index].weight)),
      sessionsShort: missing.filter((kwh) => kwh > SHORT_KWH).length,
      messagesPerSocketHour: account.messages / account.connectedH,
      jain: jainOf(served),
    };
  }
}

/** Jain's index of the shares that were served: 1 where all visits had the same share of what they needed. */
export function jainOf(shares) {
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum ** 2 / (shares.length * shares.reduce((total, share) => total + share ** 2, 0));
}
