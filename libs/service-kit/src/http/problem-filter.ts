import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { inputFaults } from './input-faults';
import { Problem, type ProblemDocument, problemDocument } from './problem';
import { SAFE_HEADERS } from './safe-headers';

export const PROBLEM_TYPE = 'application/problem+json';

/** Answers every error of an HTTP request as RFC 9457; what nobody foresaw is logged and told without internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    // A message handler's error belongs to the bus, which tries again and then writes a dead letter.
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const document = problemOf(error);
    if (document.status >= 500) this.log.error(`${request.method} ${request.url}: ${String(error)}`, (error as Error | null)?.stack);
    if (reply.sent) return;
    sendProblem(reply, document);
  }
}

/**
 * With the safe headers, as Fastify's own errors see no hook; as bytes, because Fastify would add a charset to text, which JSON types do not have
 * (RFC 8259, section 11). Fastify would close the line on a body that is too large: its sender, who is still sending, would see a broken pipe and
 * never the 413. Left open, Node reads the rest and throws it away, until the request's time is over.
 */
export const sendProblem = (reply: FastifyReply, document: ProblemDocument): void =>
  void reply
    .status(document.status)
    .removeHeader('connection')
    .headers(SAFE_HEADERS)
    .header('content-type', PROBLEM_TYPE)
    .send(Buffer.from(JSON.stringify(document)));

/** The problem document of whatever was thrown. */
export function problemOf(error: unknown): ProblemDocument {
  if (error instanceof Problem) return error.document;
  if (error instanceof ZodError) return problemDocument(422, 'The input is not as it should be', undefined, inputFaults(error));
  if (error instanceof HttpException)
    return problemDocument(error.getStatus(), undefined, error.getStatus() < 500 ? error.message : undefined);
  // Fastify's own, which never reach Nest when they come before routing.
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return problemDocument(status, undefined, (error as Error).message);
  return problemDocument(500, undefined, 'Something went wrong here; it is in the log.');
}
