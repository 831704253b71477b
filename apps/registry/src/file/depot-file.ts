import type { FlexibilityWindowBody, ProfiledConnectionBody, ScheduleBody } from '../bodies/agreed';
import type { DepotBody } from '../bodies/depot';
import type { ChargePointBody, TagBody, VehicleBody } from '../bodies/installed';
import type { OptionsBody, TariffBody, WeightingsBody } from '../bodies/settings';
import type { ChargePointTypeBody, VehicleTypeBody } from '../bodies/types';

/** A body as it is kept, with the version that its ETag tells. */
export interface Kept<B> {
  readonly version: number;
  readonly body: B;
}

/** What a depot has many of. */
export interface Lists {
  chargePoints: ChargePointBody;
  vehicles: VehicleBody;
  tags: TagBody;
  schedules: ScheduleBody;
  profiledConnections: ProfiledConnectionBody;
  flexibilityWindows: FlexibilityWindowBody;
}
export type ListName = keyof Lists;

/** What a depot has one of. Version 0: nobody has set it, the body is the default. */
export interface Settings {
  options: OptionsBody;
  weightings: WeightingsBody;
  tariff: TariffBody | null;
}
export type SettingName = keyof Settings;

export interface Types {
  readonly chargePointTypes: ReadonlyMap<string, ChargePointTypeBody>;
  readonly vehicleTypes: ReadonlyMap<string, VehicleTypeBody>;
}

/** All that the registry knows of one depot, ids plain, and the types that its things are of. Every rule is judged on this. */
export interface DepotFile {
  readonly depot: Kept<DepotBody>;
  readonly lists: { readonly [K in ListName]: readonly Kept<Lists[K]>[] };
  readonly settings: { readonly [K in SettingName]: Kept<Settings[K]> };
  readonly types: Types;
}
