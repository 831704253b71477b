import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth';
import { Readiness } from './readiness';

interface Answer {
  code(status: number): void;
}

/** For whoever starts, stops and restarts processes (docker-compose.yml, k8s). */
@Public()
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers; a process that does not is to be restarted. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process has joined its group and can be given work. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) answer: Answer): Promise<{ status: string; missing?: Record<string, string> }> {
    const missing = await this.readiness.missing();
    if (Object.keys(missing).length === 0) return { status: 'ok' };
    answer.code(503);
    return { status: 'not ready', missing };
  }
}
