import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { inputFaults } from './input-faults';
import { problem } from './problem';

/** `@Body(zodBody(schema)) body: z.output<typeof schema>`; what does not fit is a 422 that names each fault. */
export const zodBody = <T>(schema: z.ZodType<T>): PipeTransform<unknown, T> => parsing(schema, 'The body is not as it should be');

/** `@Query(zodQuery(schema))`; values arrive as text, so use z.coerce for numbers. */
export const zodQuery = <T>(schema: z.ZodType<T>): PipeTransform<unknown, T> => parsing(schema, 'The query is not as it should be');

/** `@Param('depot', zodParam(plainId))`; an id that cannot be one names nothing, so it is a 404. */
export const zodParam = <T>(schema: z.ZodType<T>): PipeTransform<unknown, T> => ({
  transform(value: unknown): T {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw problem(404, 'Not found', 'There is nothing with such an id.');
    return parsed.data;
  },
});

function parsing<T>(schema: z.ZodType<T>, title: string): PipeTransform<unknown, T> {
  return {
    transform(value: unknown): T {
      const parsed = schema.safeParse(value);
      if (!parsed.success) throw problem(422, title, undefined, inputFaults(parsed.error));
      return parsed.data;
    },
  };
}
