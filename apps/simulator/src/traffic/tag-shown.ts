import type { DepotDossier } from '@headroom/contracts';
import type { Faults } from '../faults';
import type { Random } from '../random/random';

/** The tag that a van's driver holds to the reader: its own, the depot's master tag, or one that nobody has registered. */
export const tagShown = (vehicleId: string, tags: DepotDossier['tags'], faults: Faults, random: Random): string | null => {
  const luck = random();
  if (luck < faults.unknownTagShare)
    return `LOST${Math.floor(random() * 1e6)
      .toString(16)
      .toUpperCase()}`;
  const master = tags.find(({ kind }) => kind === 'master');
  if (luck < faults.unknownTagShare + faults.masterTagShare && master) return master.id;
  return tags.find((tag) => tag.vehicleId === vehicleId)?.id ?? null;
};
