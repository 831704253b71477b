import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveOpenApi } from './open-api';
import { ProblemFilter } from './problem-filter';
import { SAFE_HEADERS } from './safe-headers';

/** What every HTTP app of Headroom does alike: problem documents, safe headers, `/api/openapi.json`. Call it before `listen` or `init`. */
export function configureHttp(app: NestFastifyApplication): NestFastifyApplication {
  app.useGlobalFilters(new ProblemFilter());
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (_request, reply) => {
      for (const [name, value] of Object.entries(SAFE_HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
    });
  serveOpenApi(app);
  return app;
}
