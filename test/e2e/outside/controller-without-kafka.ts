import type { Caller } from './caller';

export interface HeardSetpoint {
  readonly id: string;
  readonly socket: string;
  readonly amps: number;
  readonly mode: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** The chargers and the incomer's meter of a depot, by HTTP alone: obeys every setpoint at once and tells what it measures. */
export class ControllerWithoutKafka {
  readonly heard: HeardSetpoint[] = [];
  buildingW = 20_000;
  private readonly ampsOf = new Map<string, number>();
  private stopListening = () => {};
  private readonly answers: Promise<unknown>[] = [];

  constructor(
    private readonly caller: Caller,
    private readonly depot: string,
  ) {}

  async connect(): Promise<void> {
    this.stopListening = await this.caller.listen(`/api/v1/depots/${this.depot}/setpoints/stream`, (event, setpoint) => {
      if (event === 'setpoint') this.answers.push(this.obey(setpoint));
    });
  }

  /** A van stands here from now on. */
  plug(socket: string, amps: number): void {
    this.ampsOf.set(socket, amps);
  }

  get evW(): number {
    return [...this.ampsOf.values()].reduce((sum, amps) => sum + 230 * amps, 0);
  }

  /** Tells what the meter and every socket read now. */
  async measure(tags: Readonly<Record<string, string>> = {}): Promise<void> {
    const at = new Date().toISOString();
    const rows = [...this.ampsOf].map(([socket, amps]) => ({
      socket,
      at,
      status: 'Charging',
      realPowerW: 230 * amps,
      currentA: amps,
      ...(tags[socket] === undefined ? {} : { tag: tags[socket] }),
    }));
    await this.feed('socket-measures', rows);
    await this.feed('site-load', [{ depot: this.depot, meter: 'main', at, powerW: this.buildingW + this.evW }]);
  }

  async stop(): Promise<void> {
    this.stopListening();
    await Promise.allSettled(this.answers);
  }

  private async obey(setpoint: HeardSetpoint): Promise<void> {
    this.heard.push(setpoint);
    const { id: setpointId, socket, amps } = setpoint;
    if (this.ampsOf.has(socket)) this.ampsOf.set(socket, amps);
    await this.feed('setpoint-responses', [{ setpointId, socket, resultCode: 0, at: new Date().toISOString() }]);
  }

  private async feed(name: string, rows: readonly object[]): Promise<void> {
    const { status, body } = await this.caller.ask('POST', `/api/v1/feeds/${name}`, rows);
    if (status !== 202 || body.rejected.length > 0) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
  }
}
