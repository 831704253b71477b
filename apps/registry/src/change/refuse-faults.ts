import { problem } from '@headroom/service-kit';
import { type DepotFile } from '../file/depot-file';
import { faultsOf } from '../file/faults-of';

/**
 * Refuses a change that would leave the depot with something that does not hold together.
 * @param about whose body is changed, as `vehicles/van07` or `depot`: its own faults are a bad body (422), others' mean that they still use what was there (409)
 */
export function refuseFaults(file: DepotFile, about: string): void {
  const faults = faultsOf(file);
  if (faults.length === 0) return;
  const own = faults.filter(({ of }) => of === about);
  if (own.length > 0)
    throw problem(
      422,
      'The body is not as it should be',
      undefined,
      own.slice(0, 50).map(({ path, message }) => ({ path, message })),
    );
  const told = faults.slice(0, 10).map(({ message }) => message);
  const more = faults.length > told.length ? ` And ${faults.length - told.length} more.` : '';
  throw problem(409, 'Still in use', `Without it, ${told.join('; ')}.${more}`);
}
