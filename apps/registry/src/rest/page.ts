import { problem } from '@headroom/service-kit';
import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { z } from 'zod';

/** `?limit&cursor` of a list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().max(300).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

export interface Page<T> {
  readonly items: readonly T[];
  /** Send it back as `cursor` for what comes after; null: that was all. */
  readonly nextCursor: string | null;
}

export const pageAnswer = (item: z.ZodType) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const PageQueryDocs = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1_000, default: 100 } }),
    ApiQuery({ name: 'cursor', required: false, description: 'nextCursor of the page before' }),
  );

/** The id after which the page begins. @throws 422 for a cursor that was not given out here. */
export function startOf({ cursor }: PageQuery): string {
  if (cursor === undefined) return '';
  const id = Buffer.from(cursor, 'base64url').toString();
  if (id !== '' && Buffer.from(id).toString('base64url') === cursor && !id.includes('\0')) return id;
  throw problem(422, 'The query is not as it should be', undefined, [{ path: 'cursor', message: 'was not given out by this list' }]);
}

/** A page of rows by their id, of which one more than asked for was read. */
export function pageOf<T extends { readonly id: string }>(rows: readonly T[], { limit }: PageQuery): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? Buffer.from(last.id).toString('base64url') : null };
}
