/** What a make of charge point does with a setpoint when a van comes, and how soon it answers. */
export interface Firmware {
  /** Back to full power at each plug-in, or the last setpoint kept over it. Both are found in the field. */
  readonly atPlugIn: 'forgets' | 'keeps';
  readonly answersWithinMs: readonly [number, number];
}

const alfen: Firmware = { atPlugIn: 'keeps', answersWithinMs: [200, 900] };
const evolt: Firmware = { atPlugIn: 'forgets', answersWithinMs: [400, 2_000] };

/** By the type's id; a type that we have no observation of behaves as the milder one. */
export const firmwareOf = (typeId: string): Firmware => (/swarco|evolt/i.test(typeId) ? evolt : alfen);
