import type { DepotDossier, DepotPlans, SocketState, VehicleState } from '@headroom/contracts';

/** All that the ranks of a depot follow from. */
export interface DepotPicture {
  readonly dossier: DepotDossier;
  readonly plans: DepotPlans | undefined;
  readonly sockets: readonly SocketState[];
  readonly vehicle: (id: string) => VehicleState | undefined;
}

/** Until something was agreed: a battery's state and a tight schedule count alike, and vans are ranked. */
export const nothingAgreed = {
  weightings: { socDeficit: 0.5, urgency: 0.5, unknownVehicle: 0.5 },
  options: { priorities: true },
};
