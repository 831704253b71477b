import { join } from 'node:path';
import { Public } from '@headroom/service-kit';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { StaticFolder } from './static-folder';

/** apps/portal/page, seen from src/page as from dist/page. */
const FOLDER = join(__dirname, '..', '..', 'page');
const FILES = [
  'index.html',
  'colours.css',
  'page.css',
  'depot.css',
  'page.js',
  'api.js',
  'events.js',
  'overview.js',
  'depot.js',
  'format.js',
  'element.js',
  'load-bar.js',
  'icon.svg',
];
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The status page: plain files, no build. */
@ApiExcludeController()
@Public()
@Controller()
export class PageController {
  private readonly page = new StaticFolder(FOLDER, FILES, POLICY);

  @Get()
  index(@Res() reply: FastifyReply): Promise<void> {
    return this.page.send('index.html', reply);
  }

  @Get('page/:file')
  file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    return this.page.send(file, reply);
  }
}
