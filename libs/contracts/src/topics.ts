import { allocations, responses, setpoints } from './control';
import { siteLoad, socketMeasures, telematics } from './feeds';
import { alarms, deadLetters } from './operations';
import { outsideSetpointResponses, outsideSiteLoad, outsideSocketMeasures, outsideTelematics } from './outside';
import { depotDossiers, depotPlans } from './registry';
import { capacities, headrooms, priorities, setpointStates, socketStates, vehicleStates } from './state';
import type { Topic } from './topic';

/** Every topic there is, in the order that data flows. */
export const topics: readonly Topic[] = [
  outsideSocketMeasures,
  outsideSiteLoad,
  outsideTelematics,
  outsideSetpointResponses,
  socketMeasures,
  siteLoad,
  telematics,
  depotDossiers,
  depotPlans,
  socketStates,
  vehicleStates,
  priorities,
  capacities,
  headrooms,
  setpointStates,
  allocations,
  setpoints,
  responses,
  alarms,
  deadLetters,
] as unknown as readonly Topic[];
