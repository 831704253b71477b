import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiDefaultResponse, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** The JSON Schema of a zod schema as OpenAPI 3.0 takes it; `input` is what a caller may leave out, `output` what we answer. */
export function openApiSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' });
  return rest as Record<string, unknown>;
}

/** Documents the body of a route from the schema that checks it. */
export const apiBody = (schema: z.ZodType, example?: unknown): MethodDecorator =>
  ApiBody({ schema: { ...openApiSchema(schema, 'input'), ...(example !== undefined && { example }) } });

/** Documents the answer of a route; every other answer is a problem document. */
export const apiAnswer = (schema: z.ZodType, status = 200, description = ''): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status, description, schema: openApiSchema(schema, 'output') }),
    ApiDefaultResponse({
      description: 'A problem document',
      content: { 'application/problem+json': { schema: openApiSchema(problemSchema, 'output') } },
    }),
  );

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
