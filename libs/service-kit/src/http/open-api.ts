import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Documents = () => Promise<readonly OpenAPIObject[]>;
const foreign = new WeakMap<FastifyInstance, Documents>();

/** For a service that answers for others too: their documents, as far as they can be had now, join this server's own. */
export const addForeignApis = (server: FastifyInstance, documents: Documents): void => void foreign.set(server, documents);

/** The OpenAPI document of all controllers in this process. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Headroom')
    .setDescription('Depot smart charging. Errors are RFC 9457 problem documents.')
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** One document of many; where two describe the same, the first is right. */
export function mergedApis(first: OpenAPIObject, ...others: readonly OpenAPIObject[]): OpenAPIObject {
  const all = [...others].reverse();
  return {
    ...first,
    paths: Object.assign({}, ...all.map(({ paths }) => paths), first.paths),
    components: {
      ...first.components,
      schemas: Object.assign({}, ...all.map(({ components }) => components?.schemas), first.components?.schemas),
    },
  };
}

/** `GET /api/openapi.json`, for everybody: it holds nothing that is secret. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  let own: OpenAPIObject | undefined;
  app.getHttpAdapter().get('/api/openapi.json', async (_request: FastifyRequest, reply: FastifyReply) => {
    // Built when first asked for, as the routes are known only after the start.
    own ??= openApiOf(app);
    reply.send(mergedApis(own, ...((await foreign.get(server)?.()) ?? [])));
  });
}
