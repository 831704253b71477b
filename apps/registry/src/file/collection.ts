import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { z } from 'zod';
import type { DepotFile, ListName, Lists } from './depot-file';

export type Tells = 'dossier' | 'plans';

/** One list of a depot: how it is called, sent, checked and kept. */
export interface Collection<K extends ListName = ListName, Draft = unknown> {
  readonly name: K;
  /** In the URL. */
  readonly path: string;
  /** In sentences. */
  readonly noun: string;
  readonly entity: EntityTarget<ObjectLiteral>;
  /** Fields where null is a value and not absence. */
  readonly keepsNull?: readonly string[];
  readonly schema: z.ZodType<Draft>;
  readonly example: object;
  /** Which of the two tables a change is told in. */
  readonly tells: Tells;
  /** From what was sent to what is kept: plain ids, and what was left out that depends on the depot. */
  settle(draft: Draft, file: DepotFile): Lists[K];
}
