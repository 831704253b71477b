import { phaseCount, plainId, socket } from '@headroom/contracts';
import { z } from 'zod';
import { absentOr, allDifferent, displayName, idOrPath } from './fields';

export const chargePointBody = z.strictObject({
  id: idOrPath,
  typeId: plainId,
  connectionId: idOrPath,
  feederId: absentOr(idOrPath),
  ocppIdentity: absentOr(z.string().regex(/^[A-Za-z0-9*_=:+|@.-]{1,48}$/, 'letters, digits and *_=:+|@.- only, 48 at the most')),
  sockets: z
    .array(
      z.strictObject({
        id: idOrPath,
        /** Where a socket has fewer phases wired than its type has; absent: as the type says. */
        phases: absentOr(phaseCount),
        phaseRotation: socket.shape.phaseRotation,
      }),
    )
    .min(1)
    .max(8),
});
export type ChargePointBody = z.output<typeof chargePointBody>;

export const vehicleBody = z.strictObject({ id: idOrPath, registration: displayName(16), typeId: plainId });
export type VehicleBody = z.output<typeof vehicleBody>;

export const tagBody = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9*_=:+|@.-]{1,64}$/, 'letters, digits and *_=:+|@.- only, 64 at the most'),
  /** null: the tag is lost, or is a master tag. */
  vehicleId: idOrPath.nullable().default(null),
  kind: z.enum(['vehicle', 'master']).default('vehicle'),
});
export type TagBody = z.output<typeof tagBody>;

export const socketsDiffer = (body: ChargePointBody): boolean => allDifferent(body.sockets.map(({ id }) => id));
