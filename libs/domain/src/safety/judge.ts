/**
 * The oracle. It shares no line with the allocators or the ledger that it judges: its own constants, its own walk,
 * its own idea of a node. Slow and plain on purpose.
 */
interface JudgedNode {
  readonly id: string;
  readonly parent: string | null;
  readonly limitKw: number | null;
  readonly limitA: readonly [number, number, number] | null;
}

/** What one socket may draw at worst: amps on each of its phases (0, 1, 2 for L1, L2, L3), at the named node. */
export interface Exposure {
  readonly node: string;
  readonly phases: readonly (0 | 1 | 2)[];
  readonly amps: number;
}

/** One limit that is not kept: kW of a node, or amps of one of its phases. */
export interface Violation {
  readonly node: string;
  readonly kind: 'kw' | 'phase';
  readonly phase?: 0 | 1 | 2;
  readonly used: number;
  readonly limit: number;
}

/** BS EN 50160: the nominal voltage. */
const NOMINAL_VOLTS = 230;
/** Rounding of doubles, not a tolerance for overload. */
const ROUNDING = 1e-6;

/**
 * Every limit that these exposures break, none when all hold. What cannot be placed (an unknown node, a circle) or
 * is no number breaks a limit of 0: what is not known to be safe is not safe.
 */
export function judge(nodes: readonly JudgedNode[], exposures: readonly Exposure[]): Violation[] {
  const kw = new Map<string, number>();
  const amps = new Map<string, [number, number, number]>();
  const violations: Violation[] = [];
  for (const exposure of exposures) {
    const drawn = Number.isNaN(exposure.amps) ? Number.POSITIVE_INFINITY : exposure.amps;
    if (drawn === 0) continue;
    const above = nodesAbove(nodes, exposure.node);
    if (above === null) {
      violations.push({ node: exposure.node, kind: 'kw', used: (drawn * exposure.phases.length * NOMINAL_VOLTS) / 1000, limit: 0 });
      continue;
    }
    for (const node of above) {
      kw.set(node.id, (kw.get(node.id) ?? 0) + (drawn * exposure.phases.length * NOMINAL_VOLTS) / 1000);
      const onPhases = amps.get(node.id) ?? [0, 0, 0];
      for (const phase of exposure.phases) onPhases[phase] += drawn;
      amps.set(node.id, onPhases);
    }
  }
  for (const node of nodes) violations.push(...brokenAt(node, kw.get(node.id) ?? 0, amps.get(node.id) ?? [0, 0, 0]));
  return violations;
}

function brokenAt(node: JudgedNode, kw: number, amps: readonly [number, number, number]): Violation[] {
  const broken: Violation[] = [];
  if (node.limitKw !== null && exceeds(kw, node.limitKw)) broken.push({ node: node.id, kind: 'kw', used: kw, limit: node.limitKw });
  if (node.limitA !== null) {
    for (const phase of [0, 1, 2] as const) {
      const limit = node.limitA[phase];
      if (exceeds(amps[phase], limit)) broken.push({ node: node.id, kind: 'phase', phase, used: amps[phase], limit });
    }
  }
  return broken;
}

/** A limit that is no number, or below 0, allows nothing: 0 is kept by it, anything more is not. */
function exceeds(used: number, limit: number): boolean {
  const allowed = Number.isNaN(limit) ? 0 : Math.max(0, limit);
  return used > allowed + ROUNDING;
}

/** The node and all that feed it, or null when that is not a way to a root. */
function nodesAbove(nodes: readonly JudgedNode[], id: string): JudgedNode[] | null {
  const above: JudgedNode[] = [];
  let next: string | null = id;
  while (next !== null) {
    const wanted: string = next;
    const node = nodes.find((candidate) => candidate.id === wanted);
    if (node === undefined || above.includes(node)) return null;
    above.push(node);
    next = node.parent;
  }
  return above;
}
