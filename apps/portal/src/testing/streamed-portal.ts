import { type Setpoint, setpoints } from '@headroom/contracts';
import { EventReader } from './event-reader';
import { type RunningPortal, runPortal, tellExampleDepot } from './running-portal';

/** A portal with the example depot, its admin, and the streams that a test has opened; new for every test of the file that asks for it. */
export interface StreamedPortal {
  portal: RunningPortal;
  admin: string;
  open(path: string, token?: string): Promise<EventReader>;
  /** Tells setpoints and waits until everybody has them. */
  tell(...told: Setpoint[]): Promise<void>;
}

export function streamedPortal(): StreamedPortal {
  const readers: EventReader[] = [];
  const streamed = {
    async open(path: string, token = streamed.admin) {
      const reader = await EventReader.open(`${streamed.portal.url}/api/v1/${path}`, token);
      readers.push(reader);
      return reader;
    },
    async tell(...told: Setpoint[]) {
      await streamed.portal.bus.tell(setpoints, ...told);
      await streamed.portal.settled();
    },
  } as StreamedPortal;
  beforeEach(async () => {
    streamed.portal = await runPortal();
    await tellExampleDepot(streamed.portal.bus);
    await streamed.portal.settled();
    streamed.admin = await streamed.portal.token({ sub: 'admin', role: 'sysadmin' });
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await streamed.portal.stop();
  });
  return streamed;
}

export const setpoint = (changed: Partial<Setpoint>): Setpoint => ({ ...setpoints.example, ...changed });
