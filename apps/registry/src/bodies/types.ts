import { amps, phaseCount, plainId } from '@headroom/contracts';
import { z } from 'zod';
import { displayName } from './fields';

export const chargePointTypeBody = z
  .strictObject({
    id: plainId,
    vendor: displayName(100),
    model: displayName(100),
    /** Between two messages to one charge point, all its sockets together. */
    minMessageGapMs: z.int().min(0).max(600_000).default(2_000),
    /** IEC 61851: nothing between 0 and 6 A. */
    minLimitA: z.number().min(6).max(80).default(6),
    sockets: z
      .array(z.strictObject({ phases: phaseCount, maxLimitA: amps }))
      .min(1)
      .max(8),
    canPause: z.boolean().default(true),
  })
  .superRefine(({ minLimitA, sockets }, context) => {
    sockets.forEach(({ maxLimitA }, i) => {
      if (maxLimitA < minLimitA) {
        context.addIssue({ code: 'custom', path: ['sockets', i, 'maxLimitA'], message: `is below minLimitA, which is ${minLimitA}` });
      }
    });
  });
export type ChargePointTypeBody = z.output<typeof chargePointTypeBody>;

export const chargePointTypeExample = {
  id: 'alfen-eve-double',
  vendor: 'Alfen',
  model: 'Eve Double Pro-line',
  minMessageGapMs: 2_000,
  minLimitA: 6,
  sockets: [
    { phases: 1, maxLimitA: 32 },
    { phases: 1, maxLimitA: 32 },
  ],
  canPause: true,
};

export const vehicleTypeBody = z.strictObject({
  id: plainId,
  make: displayName(100),
  model: displayName(100),
  batteryKwh: z.number().gt(0).max(2_000),
  maxChargeKw: z.number().gt(0).max(1_000),
  phases: phaseCount,
});
export type VehicleTypeBody = z.output<typeof vehicleTypeBody>;

export const vehicleTypeExample = { id: 'evito', make: 'Mercedes', model: 'eVito', batteryKwh: 60, maxChargeKw: 7.2, phases: 1 };
