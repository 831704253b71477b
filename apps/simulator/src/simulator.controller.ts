import { type Setpoint, setpoints } from '@headroom/contracts';
import { Handles, Service } from '@headroom/messaging';
import { Simulator } from './simulator';

/** Every controller hears its setpoints here. */
@Service('simulator')
export class SimulatorController {
  constructor(private readonly simulator: Simulator) {}

  @Handles(setpoints)
  onSetpoint(setpoint: Setpoint): void {
    this.simulator.receive(setpoint);
  }
}
