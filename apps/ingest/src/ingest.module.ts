import { depotDossiers } from '@headroom/contracts';
import { Messaging } from '@headroom/messaging';
import { Module } from '@nestjs/common';
import { FeedsController } from './feeds.controller';
import { Ingest } from './ingest';
import { IngestService } from './ingest.service';

@Module({
  imports: [Messaging.forService('ingest', { everywhere: [depotDossiers] })],
  controllers: [FeedsController, IngestService],
  providers: [Ingest],
})
export class IngestModule {}
