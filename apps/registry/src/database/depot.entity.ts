import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('depots')
export class DepotRow {
  @PrimaryColumn('text')
  id!: string;
  @Column('text')
  name!: string;
  @Column('text', { nullable: true })
  fleet!: string | null;
  @Column('text')
  timezone!: string;
  @Column('int')
  version!: number;
}

/** A thing of a depot; its id is its own within the depot. */
abstract class OfDepot {
  @PrimaryColumn('text')
  depotId!: string;
  @PrimaryColumn('text')
  id!: string;
}

@Entity('connections')
export class ConnectionRow extends OfDepot {
  /** Its place in the depot's list, so that a list comes back as it was sent. */
  @Column('int')
  position!: number;
  @Column('float8')
  capacityKva!: number;
  @Column('float8')
  powerFactor!: number;
  @Column('float8')
  bufferKw!: number;
  @Column('text')
  meter!: 'incomer' | 'building';
  @Column('float8', { nullable: true })
  worstCaseLoadKw!: number | null;
}

@Entity('feeders')
export class FeederRow extends OfDepot {
  @Column('int')
  position!: number;
  @Column('text')
  parent!: string;
  @Column('float8')
  limitA!: number;
}

/** One that is changed by itself, and so has a version of its own. */
export abstract class VersionedOfDepot extends OfDepot {
  @Column('int')
  version!: number;
}
