import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, sendProblem } from './problem-filter';

/** A feed of some 6,000 rows fits; who has more sends more requests. Above it the answer is 413. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/** Fastify as every HTTP service of Headroom wants it: `NestFactory.create(Module, httpAdapter())`. */
export function httpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // An id is a path of at most four segments of 64 characters.
    routerOptions: { maxParamLength: 300 },
    requestTimeout: 30_000,
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => sendProblem(reply, problemOf(error)),
  });
}
