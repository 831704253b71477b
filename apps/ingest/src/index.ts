export { config } from './config';
export { IngestModule } from './ingest.module';
