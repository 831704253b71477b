import type { MessageContext } from './message-context';

/** A message on its way through Nest to one handler. Nest replaces a handler's error by 'Internal server error', so it is kept here. */
export class Delivery implements MessageContext {
  failure: { error: unknown } | null = null;

  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly offset: string,
    readonly key: string,
    readonly headers: Record<string, string>,
  ) {}
}
