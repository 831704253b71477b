// biome-ignore-all lint/style/noNonNullAssertion: every index is within its array
import { lowest } from './bits';
import type { Flow } from './flow';
import { give, handOver, roomInPlaceOf } from './moves';
import type { Tree } from './tree';

/** Takes what the job lacks from who has energy to spare in a slot that they share, those first who come last in `ranked`. */
export function takeDirectly(flow: Flow, job: number, ranked: Int32Array): void {
  const { tree, slotWords, couldTakeIn, takesIn, shortWh, spareWh, blockedIn } = flow;
  const firstWord = tree.fromSlot[job]! >> 5;
  const endWord = ((tree.untilSlot[job]! - 1) >> 5) + 1;
  markBlocked(flow, job);
  for (let place = ranked.length - 1; place >= 0 && shortWh[job]! > 0; place--) {
    const giver = ranked[place]!;
    if (spareWh[giver]! <= 0) continue;
    const blocked = stepsApart(tree, job, giver) * slotWords;
    for (let word = firstWord; word < endWord; word++) {
      let shared = couldTakeIn[job * slotWords + word]! & takesIn[giver * slotWords + word]! & ~blockedIn[blocked + word]!;
      for (; shared !== 0; shared &= shared - 1) {
        const slot = lowest(word, shared);
        const wh = Math.min(shortWh[job]!, spareWh[giver]!, roomInPlaceOf(flow, job, giver, slot));
        if (wh <= 0) continue;
        give(flow, giver, slot, -wh);
        give(flow, job, slot, wh);
        handOver(flow, giver, job, wh);
      }
    }
  }
}

/** Into `blockedIn`, for each number of steps up from the job: the slots in which some node before that is full. */
function markBlocked({ tree, slotWords, fullIn, blockedIn }: Flow, job: number): void {
  const { above, levels } = tree;
  for (let step = 1; step < levels; step++) {
    const node = above[job * levels + step - 1]!;
    for (let word = 0; word < slotWords; word++)
      blockedIn[step * slotWords + word] = blockedIn[(step - 1) * slotWords + word]! | (node < 0 ? 0 : fullIn[node * slotWords + word]!);
  }
}

/** How many steps up from the job is the first node that feeds the other, too. */
function stepsApart({ above, levels, firstJob, endJob }: Tree, job: number, other: number): number {
  let at = job * levels;
  for (let node = above[at]!; other < firstJob[node]! || other >= endJob[node]!; node = above[at]!) at++;
  return at - job * levels;
}
