/** One recorded stay at a connector. */
export interface Session {
  readonly site: string;
  readonly chargePoint: string;
  readonly connector: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly energyKwh: number;
}

export const connectorOf = ({ chargePoint, connector }: Session): string => `${chargePoint}/${connector}`;
