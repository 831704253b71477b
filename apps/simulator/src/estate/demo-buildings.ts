import { type Building, scaleToMeanKw } from '../building/building-load';
import { recordedBuilding } from '../building/recordings';
import { hashOf } from '../random/random';
import { demoDepots } from './demo-depots';
import type { DepotEstate } from './depot-estate';

/** Of the capacity, the mean load of a building that the demo knows nothing of. */
const USUAL_MEAN_SHARE = 0.2;

/** The building behind a connection: its recording to its scale, or an ordinary one for a depot that is not of the demo. */
export const demoBuildingOf =
  (seed: number) =>
  (estate: DepotEstate, connectionId: string): Building => {
    const { depot, connections } = estate.dossier;
    const capacityKva = connections.find(({ id }) => id === connectionId)?.capacityKva ?? 0;
    const known = demoDepots.find((demo) => demo.depot === depot)?.building;
    const { recording, meanKw } = known ?? { recording: 'b112' as const, meanKw: USUAL_MEAN_SHARE * capacityKva };
    const hourlyKw = recordedBuilding(recording);
    return { hourlyKw, scale: scaleToMeanKw(hourlyKw, meanKw), seed: hashOf(`${depot}.${connectionId}`, seed) };
  };
