import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Lines of JSON on standard output, with the service's name; what may be secret is never written. */
export const createLogger = (service: string, level: string): Logger =>
  pino({ name: service, level, redact: ['password', 'secret', 'authorization', '*.password', '*.secret', '*.authorization'] });

/** Nest's own lines through the same logger, so that a process speaks with one voice. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    if (message instanceof Error) this.logger.error({ context, err: message }, message.message);
    else this.logger.error({ context, stack }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }
}
