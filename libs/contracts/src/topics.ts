import { allocations } from './control/allocations';
import { handOrders } from './control/hand-orders';
import { responses } from './control/responses';
import { setpoints } from './control/setpoints';
import { siteLoad } from './feeds/site-load';
import { socketMeasures } from './feeds/socket-measures';
import { telematics } from './feeds/telematics';
import { alarms } from './operations/alarms';
import { deadLetters } from './operations/dead-letters';
import { outsideSetpointResponses } from './outside/setpoint-responses';
import { outsideSiteLoad } from './outside/site-load';
import { outsideSocketMeasures } from './outside/socket-measures';
import { outsideTelematics } from './outside/telematics';
import { depotDossiers } from './registry/depots';
import { depotPlans } from './registry/plans';
import { capacities } from './state/capacity';
import { depotHabits } from './state/habits';
import { headrooms } from './state/headroom';
import { chargingPlans } from './state/plan';
import { priorities } from './state/priorities';
import { setpointStates } from './state/setpoints';
import { socketStates } from './state/sockets';
import { vehicleStates } from './state/vehicles';
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
  chargingPlans,
  depotHabits,
  setpointStates,
  allocations,
  handOrders,
  setpoints,
  responses,
  alarms,
  deadLetters,
] as unknown as readonly Topic[];
