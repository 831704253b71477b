import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

/** Documents `?from&to&limit&cursor`. */
export const FactsQueryDocs = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({ name: 'from', required: false, type: String, description: 'ISO 8601, included' }),
    ApiQuery({ name: 'to', required: false, type: String, description: 'ISO 8601, not included' }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 } }),
    ApiQuery({ name: 'cursor', required: false, type: String, description: 'nextCursor of the page before' }),
  );
