import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type DatabaseLayout, openDatabase } from './open-database';
import { testDatabase } from './test-database';

class CreateVans1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE vans (id text PRIMARY KEY)');
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE vans');
  }
}
const layout: DatabaseLayout = { schema: 'fleet', entities: [], migrations: [CreateVans1795000000000] };

jest.setTimeout(30_000);

describe("a service's database", () => {
  test('each test has its own, migrated and empty', async () => {
    const first = await testDatabase(layout);
    await first.dataSource.query("INSERT INTO vans VALUES ('van07')");
    const second = await testDatabase(layout);
    expect(await second.dataSource.query('SELECT * FROM vans')).toEqual([]);
    expect(await first.dataSource.query('SELECT * FROM fleet.vans')).toEqual([{ id: 'van07' }]);
    await Promise.all([first.close(), second.close()]);
  });

  test('two instances that start together on an empty database migrate it once', async () => {
    const { url, close } = await testDatabase({ schema: 'nothing', entities: [], migrations: [] });
    const both = await Promise.all([openDatabase({ url }, layout), openDatabase({ url }, layout)]);
    expect(await both[0].dataSource.query('SELECT count(*)::int AS times FROM migrations')).toEqual([{ times: 1 }]);
    await Promise.all([...both.map((database) => database.close()), close()]);
  });

  test('one that cannot be reached is an error at once, not a start that hangs', async () => {
    await expect(openDatabase({ url: 'postgres://nobody@127.0.0.1:9/none' }, layout)).rejects.toThrow('ECONNREFUSED');
  });
});
