import proxy from '@fastify/http-proxy';
import { BODY_LIMIT_BYTES, problemDocument, sendProblem } from '@headroom/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const ANSWER_WITHIN_MS = 20_000;

/** Whose routes begin so. The portal's own routes under /depots are more particular, so they win. */
export const UPSTREAM_PREFIXES = {
  registry: ['/api/v1/depots', '/api/v1/charge-point-types', '/api/v1/vehicle-types', '/api/v1/users'],
  ingest: ['/api/v1/feeds'],
} as const;

/** Passes what begins with `prefix` on to another service, as it comes and as it goes; that service checks the token itself. */
export async function passOn(server: FastifyInstance, prefix: string, upstream: string, withinMs = ANSWER_WITHIN_MS): Promise<void> {
  await server.register(async (routes) => {
    // The body goes through as it is, whatever it is.
    routes.removeAllContentTypeParsers();
    await routes.register(proxy, {
      upstream,
      prefix,
      rewritePrefix: prefix,
      http: { requestOptions: { timeout: withinMs } },
      disableRequestLogging: true,
      preHandler: refuseTooLarge,
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => ({ ...headers, ...forwardedBy(request as unknown as FastifyRequest) }),
        onError: (reply, { error }) => answerFor(reply as unknown as FastifyReply, error, withinMs),
      },
    });
  });
}

/** Here, because a service that refuses a body before it has read it breaks the connection that is still sending. */
async function refuseTooLarge(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) {
    sendProblem(reply, problemDocument(413, undefined, `A body may have ${BODY_LIMIT_BYTES} bytes.`));
  }
}

const forwardedBy = (request: FastifyRequest) => ({
  'x-forwarded-for': request.ip,
  'x-forwarded-proto': request.protocol,
  'x-forwarded-host': request.host,
});

function answerFor(reply: FastifyReply, error: Error & { statusCode?: number }, withinMs: number): void {
  const late = error.statusCode === 504;
  const detail = late ? `The service behind did not answer within ${withinMs / 1000} s.` : 'The service behind cannot be reached.';
  if (!late) reply.header('retry-after', '5');
  sendProblem(reply, problemDocument(late ? 504 : 502, undefined, `${detail} Live data is not affected.`));
}
