import { readFileSync } from 'node:fs';
import { depotDossiers, depotPlans } from '@headroom/contracts';
import { z } from 'zod';
import type { EstateDepot } from './estate';

const estate = z.array(z.object({ dossier: depotDossiers.schema, plans: depotPlans.schema }));

/** The depots in a file. @throws when it cannot be read or is not an estate, with the file's name. */
export function estateIn(path: string): readonly EstateDepot[] {
  try {
    return estate.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const said = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`HEADROOM_ESTATE names ${path}, which is no estate: ${said}`);
  }
}
