import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChargePointTypeBody } from '../bodies/types';

abstract class TypeRow {
  @PrimaryColumn('text')
  id!: string;
  @Column('int')
  version!: number;
  @Column('text')
  model!: string;
}

@Entity('charge_point_types')
export class ChargePointTypeRow extends TypeRow {
  @Column('text')
  vendor!: string;
  @Column('int')
  minMessageGapMs!: number;
  @Column('float8')
  minLimitA!: number;
  @Column('jsonb')
  sockets!: ChargePointTypeBody['sockets'];
  @Column('bool')
  canPause!: boolean;
}

@Entity('vehicle_types')
export class VehicleTypeRow extends TypeRow {
  @Column('text')
  make!: string;
  @Column('float8')
  batteryKwh!: number;
  @Column('float8')
  maxChargeKw!: number;
  @Column('int')
  phases!: 1 | 3;
}
