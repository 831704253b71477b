import { allocations, type DepotAllocation, responses, type Setpoint, type SetpointResponse, setpoints } from '@headroom/contracts';
import { Handles, Service } from '@headroom/messaging';
import { RecentFacts } from './recent/recent-facts';

/** What the portal hears as it happens; all else it reads from tables. */
@Service('portal')
export class PortalService {
  constructor(private readonly recent: RecentFacts) {}

  @Handles(allocations)
  onAllocation(allocation: DepotAllocation): void {
    this.recent.decided(allocation);
  }

  @Handles(setpoints)
  onSetpoint(setpoint: Setpoint): void {
    this.recent.told(setpoint.socket.split('.')[0] as string, setpoint);
  }

  @Handles(responses)
  onResponse(response: SetpointResponse): void {
    this.recent.answered(response);
  }
}
