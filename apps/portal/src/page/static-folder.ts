import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { problem } from '@headroom/service-kit';
import type { FastifyReply } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** A folder of which only the named files are served, so that no path leads out of it. */
export class StaticFolder {
  private readonly files: ReadonlySet<string>;

  constructor(
    private readonly folder: string,
    files: readonly string[],
    private readonly contentSecurityPolicy: string,
  ) {
    this.files = new Set(files);
  }

  async send(file: string, reply: FastifyReply): Promise<void> {
    if (!this.files.has(file)) throw problem(404, 'Not found', 'There is no such page.');
    const bytes = await readFile(join(this.folder, file));
    await reply
      .header('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
      .header('content-security-policy', this.contentSecurityPolicy)
      .header('cache-control', 'no-cache')
      .send(bytes);
  }
}
