import { dirname } from 'node:path';
import { asyncApi } from '@headroom/contracts';
import { Public } from '@headroom/service-kit';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StaticFolder } from '../page/static-folder';
import { swaggerInitialiser, swaggerPage } from './swagger-page';

const UI_FOLDER = dirname(require.resolve('swagger-ui-dist/package.json', { paths: [require.resolve('@nestjs/swagger')] }));
const UI_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js', 'favicon-32x32.png'];
/** Swagger UI writes styles into its elements. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The documents of the API, for people and for programs; they hold nothing secret, so nobody is asked who he is. */
@ApiExcludeController()
@Public()
@Controller('api')
export class DocsController {
  private readonly ui = new StaticFolder(UI_FOLDER, UI_FILES, POLICY);

  @Get('asyncapi.json')
  asyncApi(): object {
    return asyncApi();
  }

  @Get('docs')
  page(@Res() reply: FastifyReply): void {
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', POLICY).send(swaggerPage);
  }

  @Get('docs/start.js')
  start(@Res() reply: FastifyReply): void {
    reply.header('content-type', 'text/javascript; charset=utf-8').send(swaggerInitialiser);
  }

  @Get('docs/:file')
  file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    return this.ui.send(file, reply);
  }
}
