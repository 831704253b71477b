import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { z } from 'zod';
import {
  type ChargePointTypeBody,
  chargePointTypeBody,
  chargePointTypeExample,
  type VehicleTypeBody,
  vehicleTypeBody,
  vehicleTypeExample,
} from '../bodies/types';
import { ChargePointRow, VehicleRow } from '../database/installed.entity';
import { ChargePointTypeRow, VehicleTypeRow } from '../database/types.entity';
import type { Types } from './depot-file';

export type TypeBody = ChargePointTypeBody | VehicleTypeBody;

/** One list of types, which all depots share. */
export interface Catalogue<B extends TypeBody = TypeBody> {
  readonly name: keyof Types;
  readonly path: string;
  readonly noun: string;
  readonly entity: EntityTarget<ObjectLiteral>;
  /** Whose `typeId` names one. */
  readonly usedBy: EntityTarget<ObjectLiteral>;
  readonly schema: z.ZodType<B>;
  readonly example: object;
}

export const chargePointTypes: Catalogue<ChargePointTypeBody> = {
  name: 'chargePointTypes',
  path: 'charge-point-types',
  noun: 'charge point type',
  entity: ChargePointTypeRow,
  usedBy: ChargePointRow,
  schema: chargePointTypeBody,
  example: chargePointTypeExample,
};

export const vehicleTypes: Catalogue<VehicleTypeBody> = {
  name: 'vehicleTypes',
  path: 'vehicle-types',
  noun: 'vehicle type',
  entity: VehicleTypeRow,
  usedBy: VehicleRow,
  schema: vehicleTypeBody,
  example: vehicleTypeExample,
};
