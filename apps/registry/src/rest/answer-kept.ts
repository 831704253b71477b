import type { FastifyReply } from 'fastify';
import { etagOf } from '../change/etag';
import type { Kept } from '../file/depot-file';

/** The body of one thing, with its version as the ETag. */
export function answerKept<B>(reply: FastifyReply, { version, body }: Kept<B>): B {
  reply.header('etag', etagOf(version));
  return body;
}

/** The same for something new. */
export function answerCreated<B extends { readonly id: string }>(reply: FastifyReply, list: string, kept: Kept<B>): B {
  reply.header('location', `${list}/${encodeURIComponent(kept.body.id)}`);
  return answerKept(reply, kept);
}
