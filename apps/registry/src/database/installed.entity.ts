import { Column, Entity } from 'typeorm';
import type { ChargePointBody } from '../bodies/installed';
import { VersionedOfDepot } from './depot.entity';

@Entity('charge_points')
export class ChargePointRow extends VersionedOfDepot {
  @Column('text')
  typeId!: string;
  @Column('text')
  connectionId!: string;
  @Column('text', { nullable: true })
  feederId!: string | null;
  @Column('text', { nullable: true })
  ocppIdentity!: string | null;
  @Column('jsonb')
  sockets!: ChargePointBody['sockets'];
}

@Entity('vehicles')
export class VehicleRow extends VersionedOfDepot {
  @Column('text')
  registration!: string;
  @Column('text')
  typeId!: string;
}

@Entity('tags')
export class TagRow extends VersionedOfDepot {
  @Column('text', { nullable: true })
  vehicleId!: string | null;
  @Column('text')
  kind!: 'vehicle' | 'master';
}
