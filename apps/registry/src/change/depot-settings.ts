import { problem } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { optionsBody, type TariffBody, tariffBody, weightingsBody } from '../bodies/settings';
import { SettingRow } from '../database/agreed.entity';
import type { DepotFile, Kept, SettingName, Settings } from '../file/depot-file';
import { plainIdIn } from '../file/plain-id';
import { DepotChanges, type Edit } from './depot-changes';
import { checkIfMatch } from './etag';
import { mergePatch } from './merge-patch';
import { parseBody } from './parse-body';

type Setting = Settings[SettingName];

export const settingSchemas: { readonly [K in SettingName]: z.ZodType<Settings[K] & object> } = {
  options: optionsBody,
  weightings: weightingsBody,
  tariff: tariffBody,
};

/** What can be done with what a depot has one of: the options, the weightings, the tariff. */
@Injectable()
export class DepotSettings {
  constructor(private readonly changes: DepotChanges) {}

  replace(depot: string, name: SettingName, sent: unknown, ifMatch?: string): Promise<Kept<Setting>> {
    const body = parseBody<Setting>(settingSchemas[name], sent);
    return this.changes.change(depot, 'plans', (file) => set(file, name, body, ifMatch));
  }

  patch(depot: string, name: SettingName, patch: Record<string, unknown>, ifMatch?: string): Promise<Kept<Setting>> {
    return this.changes.change(depot, 'plans', (file) =>
      set(file, name, parseBody<Setting>(settingSchemas[name], mergePatch(file.settings[name].body ?? {}, patch)), ifMatch),
    );
  }

  /** Back to what a new depot has. @throws 404 when it is that already */
  remove(depot: string, name: SettingName, ifMatch?: string): Promise<void> {
    return this.changes.change(depot, 'plans', (file) => {
      const { version } = file.settings[name];
      if (version === 0) throw problem(404, 'Nothing is set', `The depot has no ${name} of its own.`);
      checkIfMatch(ifMatch, version);
      const body = name === 'tariff' ? null : settingSchemas[name].parse({});
      const where = { depotId: file.depot.body.id, name };
      return {
        about: name,
        file: withSetting(file, name, { version: 0, body }),
        write: (manager) => manager.delete(SettingRow, where),
        result: undefined,
      };
    });
  }
}

function set(file: DepotFile, name: SettingName, sent: Setting, ifMatch?: string): Edit<Kept<Setting>> {
  const before = file.settings[name];
  checkIfMatch(ifMatch, before.version);
  const depotId = file.depot.body.id;
  const body = name === 'tariff' ? settledTariff(sent as TariffBody, depotId) : sent;
  const result = { version: before.version + 1, body };
  return {
    about: name,
    file: withSetting(file, name, result),
    write: (manager) => manager.upsert(SettingRow, { depotId, name, body: body as object, version: result.version }, ['depotId', 'name']),
    result,
  };
}

const settledTariff = (tariff: TariffBody, depot: string): TariffBody => ({
  ...tariff,
  rates: [...tariff.rates].sort((a, b) => (a.fromLocal < b.fromLocal ? -1 : 1)),
  reductions: tariff.reductions.map((row, i) => ({
    ...row,
    connectionId: plainIdIn(depot, row.connectionId, `reductions/${i}/connectionId`),
  })),
});

const withSetting = (file: DepotFile, name: SettingName, kept: Kept<unknown>): DepotFile =>
  ({ ...file, settings: { ...file.settings, [name]: kept } }) as DepotFile;
