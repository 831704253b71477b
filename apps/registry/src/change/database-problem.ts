import { problem } from '@headroom/service-kit';

interface PgError {
  readonly code?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

const inWords: Record<string, string> = {
  ocpp_identity_once: 'Another charge point has this ocppIdentity already.',
};

/** What the database refused, in words; everything else as it came. */
export function problemOfDatabase(error: unknown): unknown {
  const { code = '', constraint = '', detail } = (error as { driverError?: PgError }).driverError ?? (error as PgError) ?? {};
  if (code === '23505') return problem(409, 'It exists already', inWords[constraint] ?? detail);
  if (code === '23503') return problem(409, 'Something still refers to it, or what it refers to is gone', detail);
  if (isAway(error, code))
    return problem(
      503,
      'The database cannot be reached',
      'Try again in a moment; read it first, as a change may have been made although this answer could not be.',
    );
  return error;
}

/** PostgreSQL's class 08 and 57P0x: the connection, or the server, is going or gone. */
const isAway = (error: unknown, code: string): boolean =>
  /^(ECONN|EPIPE|ETIMEDOUT|08|57P0)/.test(code) ||
  /Connection terminated|connection error|timeout exceeded when trying to connect|QueryRunner has already been released/.test(
    (error as Error)?.message ?? '',
  );
