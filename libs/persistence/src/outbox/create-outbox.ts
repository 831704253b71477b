import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The table of messages that are agreed but not yet told; the first migration of every service that has an outbox. */
export class CreateOutbox1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        depot text NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        message jsonb
      )`);
    await runner.query('CREATE INDEX outbox_of_depot ON outbox (depot, seq)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
  }
}
