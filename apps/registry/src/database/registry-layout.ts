import { CreateOutbox1795000000000, type DatabaseLayout } from '@headroom/persistence';
import { FlexibilityWindowRow, ProfiledConnectionRow, ScheduleRow, SettingRow } from './agreed.entity';
import { CreateRegistry1795000000001 } from './create-registry';
import { ConnectionRow, DepotRow, FeederRow } from './depot.entity';
import { ChargePointRow, TagRow, VehicleRow } from './installed.entity';
import { ChargePointTypeRow, VehicleTypeRow } from './types.entity';

export const registryLayout: DatabaseLayout = {
  schema: 'registry',
  entities: [
    DepotRow,
    ConnectionRow,
    FeederRow,
    ChargePointTypeRow,
    VehicleTypeRow,
    ChargePointRow,
    VehicleRow,
    TagRow,
    ScheduleRow,
    ProfiledConnectionRow,
    FlexibilityWindowRow,
    SettingRow,
  ],
  migrations: [CreateOutbox1795000000000, CreateRegistry1795000000001],
};
