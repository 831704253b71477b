/** A supply phase: 0 is L1, 1 is L2, 2 is L3. */
export type Phase = 0 | 1 | 2;

const ROTATIONS: Record<PhaseRotation, readonly [Phase, Phase, Phase]> = {
  L1L2L3: [0, 1, 2],
  L2L3L1: [1, 2, 0],
  L3L1L2: [2, 0, 1],
};
export type PhaseRotation = 'L1L2L3' | 'L2L3L1' | 'L3L1L2';

/** The supply phases that a socket's conductors lie on, in their order; a one-phase socket uses the first alone. */
export function phasesOf(socket: { readonly phases: 1 | 3; readonly phaseRotation?: PhaseRotation }): Phase[] {
  return ROTATIONS[socket.phaseRotation ?? 'L1L2L3'].slice(0, socket.phases);
}
