import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VersionedOfDepot } from './depot.entity';

/** pg gives a Date; messages and answers have ISO 8601. */
const asInstant = { to: (at: string) => at, from: (at: Date) => at.toISOString() };

@Entity('schedules')
export class ScheduleRow extends VersionedOfDepot {
  @Column('text')
  vehicleId!: string;
  @Column('int')
  weekday!: number;
  @Column('text')
  departLocal!: string;
  @Column('text')
  returnLocal!: string;
  @Column('float8', { nullable: true })
  energyKwh!: number | null;
  @Column('float8', { nullable: true })
  targetSocPct!: number | null;
}

@Entity('profiled_connections')
export class ProfiledConnectionRow extends VersionedOfDepot {
  @Column('text')
  connectionId!: string;
  @Column('text')
  name!: string;
  @Column('date')
  validFrom!: string;
  @Column('date')
  validTo!: string;
  @Column('int', { array: true })
  weekdays!: number[];
  @Column('jsonb')
  limitsKw!: (number | null)[];
}

@Entity('flexibility_windows')
export class FlexibilityWindowRow extends VersionedOfDepot {
  @Column('uuid')
  unit!: string;
  @Column('text')
  product!: 'A' | 'B' | 'C';
  @Column('timestamptz', { transformer: asInstant })
  from!: string;
  @Column('timestamptz', { transformer: asInstant })
  until!: string;
  @Column('float8')
  maxTurnDownKw!: number;
}

/** The tariff, the weightings and the options: one each per depot, read and written whole. */
@Entity('settings')
export class SettingRow {
  @PrimaryColumn('text')
  depotId!: string;
  @PrimaryColumn('text')
  name!: string;
  @Column('jsonb')
  body!: unknown;
  @Column('int')
  version!: number;
}
