import { type DatabasePlace, openDatabase } from '@headroom/persistence';
import { type DynamicModule, Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DepotChanges } from './change/depot-changes';
import { DepotLists } from './change/depot-lists';
import { DepotSettings } from './change/depot-settings';
import { Depots } from './change/depots';
import { REGISTRY_DATABASE, RegistryStore } from './change/registry-store';
import { TypeCatalogues } from './change/type-catalogues';
import { registryLayout } from './database/registry-layout';
import { Estate } from './estate/estate';
import { estateIn } from './estate/estate-in';
import { type Catalogue, chargePointTypes, vehicleTypes } from './file/catalogue';
import { collections } from './file/collections';
import { catalogueController } from './rest/catalogue-controller';
import { collectionController } from './rest/collection-controller';
import { DepotsController } from './rest/depots.controller';
import { DuplicateController } from './rest/duplicate.controller';
import { settingController } from './rest/setting-controller';

/** Services and their database are often started together. */
const PATIENCE_MS = 30_000;

const ESTATE_FILE = Symbol('estate file');

/** The registry. Wants Bus, Clock and the HTTP conventions from the process it runs in. */
@Module({
  controllers: [
    DepotsController,
    ...([chargePointTypes, vehicleTypes] as unknown as Catalogue[]).map(catalogueController),
    DuplicateController,
    ...collections.map(collectionController),
    ...(['options', 'weightings', 'tariff'] as const).map(settingController),
  ],
  providers: [RegistryStore, DepotChanges, DepotLists, DepotSettings, Depots, TypeCatalogues, Estate],
  exports: [Estate],
})
export class RegistryModule implements OnApplicationBootstrap {
  constructor(
    private readonly store: RegistryStore,
    private readonly changes: DepotChanges,
    private readonly estate: Estate,
    @Inject(ESTATE_FILE) private readonly estateFile: string | null,
  ) {}

  /**
   * `place`: where the database is; an embedded one in a data folder is started, and stopped at the end.
   * `estateFile`: what an empty registry is filled with at its start.
   */
  static over(place: DatabasePlace, estateFile: string | null = null): DynamicModule {
    return {
      module: RegistryModule,
      providers: [
        { provide: REGISTRY_DATABASE, useFactory: () => openDatabase(place, registryLayout, PATIENCE_MS) },
        { provide: ESTATE_FILE, useValue: estateFile },
      ],
    };
  }

  /** The embedded bus starts empty, and Kafka's may have been lost: all is told again, which changes nothing for who knows it. */
  async onApplicationBootstrap(): Promise<void> {
    this.store.relay.start();
    await this.changes.tellAll();
    if (this.estateFile && (await this.estate.isEmpty())) await this.estate.importEstate(estateIn(this.estateFile));
  }
}
