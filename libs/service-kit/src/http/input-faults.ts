import type { z } from 'zod';
import type { InputFault } from './problem';

/** More than this helps nobody, and a hostile body could make millions. */
const MOST_FAULTS = 50;

/** What zod found wrong, as the `errors` of a problem document. */
export function inputFaults(error: z.ZodError): InputFault[] {
  return error.issues.slice(0, MOST_FAULTS).map((issue) => ({ path: issue.path.map(String).join('/'), message: issue.message }));
}
