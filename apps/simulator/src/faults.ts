/** How often things go wrong outside. Shares are of messages or of vans, 0 to 1. */
export interface Faults {
  /** Setpoints that are never answered; half of them never arrived either. */
  readonly lostAnswerShare: number;
  /** Setpoints that are enacted at once but answered after their expiry. */
  readonly lateAnswerShare: number;
  readonly rejectedSetpointShare: number;
  readonly lostMeasureShare: number;
  readonly lostTelematicsShare: number;
  readonly lostMeterReadingShare: number;
  /** Readings that come minutes after their time. */
  readonly lateMeterReadingShare: number;
  /** Whether hours that the recording lacks are missing from the feed too. */
  readonly meterGaps: boolean;
  readonly bootsPerChargePointDay: number;
  /** Vans whose driver presents a tag that nobody has registered. */
  readonly unknownTagShare: number;
  readonly masterTagShare: number;
}

/** Everything works: for tests that are about something else. */
export const noFaults: Faults = {
  lostAnswerShare: 0,
  lateAnswerShare: 0,
  rejectedSetpointShare: 0,
  lostMeasureShare: 0,
  lostTelematicsShare: 0,
  lostMeterReadingShare: 0,
  lateMeterReadingShare: 0,
  meterGaps: false,
  bootsPerChargePointDay: 0,
  unknownTagShare: 0,
  masterTagShare: 0,
};

/** An ordinary day in the field. */
export const usualFaults: Faults = {
  lostAnswerShare: 0.005,
  lateAnswerShare: 0.005,
  rejectedSetpointShare: 0.002,
  lostMeasureShare: 0.002,
  lostTelematicsShare: 0.01,
  lostMeterReadingShare: 0.005,
  lateMeterReadingShare: 0.005,
  meterGaps: true,
  bootsPerChargePointDay: 0.05,
  unknownTagShare: 0.04,
  masterTagShare: 0.02,
};
