import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is checked here is checked before, in words; the database holds it even where the code is wrong one day. */
const tables = `
  CREATE TABLE depots (
    id text PRIMARY KEY, name text NOT NULL, fleet text, timezone text NOT NULL, version int NOT NULL
  );
  CREATE TABLE connections (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, position int NOT NULL,
    capacity_kva float8 NOT NULL CHECK (capacity_kva >= 0), power_factor float8 NOT NULL CHECK (power_factor > 0 AND power_factor <= 1),
    buffer_kw float8 NOT NULL CHECK (buffer_kw >= 0), meter text NOT NULL CHECK (meter IN ('incomer', 'building')), worst_case_load_kw float8,
    PRIMARY KEY (depot_id, id)
  );
  CREATE TABLE feeders (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, position int NOT NULL,
    parent text NOT NULL CHECK (parent <> id), limit_a float8 NOT NULL CHECK (limit_a >= 0),
    PRIMARY KEY (depot_id, id)
  );
  CREATE TABLE charge_point_types (
    id text PRIMARY KEY, vendor text NOT NULL, model text NOT NULL, min_message_gap_ms int NOT NULL, min_limit_a float8 NOT NULL CHECK (min_limit_a >= 6),
    sockets jsonb NOT NULL, can_pause boolean NOT NULL, version int NOT NULL
  );
  CREATE TABLE vehicle_types (
    id text PRIMARY KEY, make text NOT NULL, model text NOT NULL, battery_kwh float8 NOT NULL CHECK (battery_kwh > 0),
    max_charge_kw float8 NOT NULL CHECK (max_charge_kw > 0), phases int NOT NULL CHECK (phases IN (1, 3)), version int NOT NULL
  );
  CREATE TABLE charge_points (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, type_id text NOT NULL REFERENCES charge_point_types,
    connection_id text NOT NULL, feeder_id text, ocpp_identity text CONSTRAINT ocpp_identity_once UNIQUE, sockets jsonb NOT NULL, version int NOT NULL,
    PRIMARY KEY (depot_id, id),
    FOREIGN KEY (depot_id, connection_id) REFERENCES connections DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (depot_id, feeder_id) REFERENCES feeders DEFERRABLE INITIALLY DEFERRED
  );
  CREATE INDEX charge_points_of_type ON charge_points (type_id);
  CREATE TABLE vehicles (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, registration text NOT NULL, type_id text NOT NULL REFERENCES vehicle_types, version int NOT NULL,
    PRIMARY KEY (depot_id, id)
  );
  CREATE INDEX vehicles_of_type ON vehicles (type_id);
  CREATE TABLE tags (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, vehicle_id text, kind text NOT NULL CHECK (kind IN ('vehicle', 'master')), version int NOT NULL,
    PRIMARY KEY (depot_id, id),
    FOREIGN KEY (depot_id, vehicle_id) REFERENCES vehicles DEFERRABLE INITIALLY DEFERRED
  );
  CREATE TABLE schedules (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, vehicle_id text NOT NULL, weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    depart_local text NOT NULL, return_local text NOT NULL, energy_kwh float8, target_soc_pct float8, version int NOT NULL,
    PRIMARY KEY (depot_id, id), CHECK ((energy_kwh IS NULL) <> (target_soc_pct IS NULL)),
    FOREIGN KEY (depot_id, vehicle_id) REFERENCES vehicles DEFERRABLE INITIALLY DEFERRED
  );
  CREATE TABLE profiled_connections (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, connection_id text NOT NULL, name text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL,
    weekdays int[] NOT NULL, limits_kw jsonb NOT NULL CHECK (jsonb_array_length(limits_kw) = 48), version int NOT NULL,
    PRIMARY KEY (depot_id, id), CHECK (valid_from <= valid_to),
    FOREIGN KEY (depot_id, connection_id) REFERENCES connections DEFERRABLE INITIALLY DEFERRED
  );
  CREATE TABLE flexibility_windows (
    depot_id text REFERENCES depots ON DELETE CASCADE, id text, unit uuid NOT NULL, product text NOT NULL CHECK (product IN ('A', 'B', 'C')),
    "from" timestamptz NOT NULL, until timestamptz NOT NULL, max_turn_down_kw float8 NOT NULL CHECK (max_turn_down_kw >= 0), version int NOT NULL,
    PRIMARY KEY (depot_id, id), CHECK ("from" < until)
  );
  CREATE TABLE settings (
    depot_id text REFERENCES depots ON DELETE CASCADE, name text CHECK (name IN ('options', 'weightings', 'tariff')), body jsonb NOT NULL, version int NOT NULL,
    PRIMARY KEY (depot_id, name)
  );
`;

export class CreateRegistry1795000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE settings, flexibility_windows, profiled_connections, schedules, tags, vehicles, charge_points,
      vehicle_types, charge_point_types, feeders, connections, depots`);
  }
}
