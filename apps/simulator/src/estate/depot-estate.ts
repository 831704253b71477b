import type { DepotDossier, DepotPlans } from '@headroom/contracts';

/** A depot as the registry tells it: what is installed, and what was agreed. */
export interface DepotEstate {
  readonly dossier: DepotDossier;
  readonly plans: DepotPlans;
}
