import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

/** Documents `?from&to&limit&cursor`. */
export const FactsQueryDocs = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({ name: 'from', required: false, description: 'ISO 8601, included' }),
    ApiQuery({ name: 'to', required: false, description: 'ISO 8601, not included' }),
    ApiQuery({ name: 'limit', required: false, description: '1 to 500, 100 unless said' }),
    ApiQuery({ name: 'cursor', required: false, description: 'nextCursor of the page before' }),
  );
