import { addForeignApis } from '@headroom/service-kit';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { PortalOptions } from '../portal-options';
import { passOn, UPSTREAM_PREFIXES } from './upstream-routes';

const DOCUMENT_WITHIN_MS = 2_000;

/** Where every service is a process of its own, the portal is the one door: it passes registry's and ingest's routes on. */
@Injectable()
export class Upstreams implements OnModuleInit {
  private readonly log = new Logger('portal');

  constructor(
    private readonly options: PortalOptions,
    private readonly host: HttpAdapterHost,
  ) {}

  async onModuleInit(): Promise<void> {
    const { upstreams } = this.options;
    if (!upstreams) return;
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    for (const prefix of UPSTREAM_PREFIXES.registry) await passOn(server, prefix, upstreams.registry);
    for (const prefix of UPSTREAM_PREFIXES.ingest) await passOn(server, prefix, upstreams.ingest);
    addForeignApis(server, () => this.documents([upstreams.registry, upstreams.ingest]));
  }

  /** A service that is down takes only its own part out of the document. */
  private async documents(urls: readonly string[]): Promise<OpenAPIObject[]> {
    const found = await Promise.all(urls.map((url) => this.document(url)));
    return found.filter((document) => document !== null);
  }

  private async document(url: string): Promise<OpenAPIObject | null> {
    try {
      const answer = await fetch(new URL('/api/openapi.json', url), { signal: AbortSignal.timeout(DOCUMENT_WITHIN_MS) });
      const document = (await answer.json()) as OpenAPIObject;
      return answer.ok && typeof document.paths === 'object' ? document : null;
    } catch (error) {
      this.log.warn(`No OpenAPI document from ${url}: ${(error as Error).message}`);
      return null;
    }
  }
}
