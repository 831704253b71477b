import { inputFaults, problem } from '@headroom/service-kit';
import type { z } from 'zod';

/** @throws a 422 that names each fault. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw problem(422, 'The body is not as it should be', undefined, inputFaults(parsed.error));
}

/** The id of a thing is in its URL and stays; a body may repeat it. @throws 422 */
export function checkSameId(id: string, expected: string): void {
  if (id === expected) return;
  throw problem(422, 'The body is not as it should be', undefined, [{ path: 'id', message: `cannot be changed: it is '${expected}'` }]);
}
