import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** Rows to read: of this entity, where and in which order; `$1` is the depot. */
export interface RowsWanted {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly where: string;
  readonly orderBy: string;
}

/** In code and in messages an instant is ISO 8601 in UTC. */
const asInstant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Lists of rows, by their names in code, in one question. A depot of hundreds of things is read whole at every change;
 * built into entities one by one, and list by list, that takes several times as long.
 */
export async function readLists<N extends string>(
  manager: EntityManager,
  depotId: string,
  wanted: Readonly<Record<N, RowsWanted>>,
): Promise<Record<N, ObjectLiteral[]>> {
  const lists = Object.entries<RowsWanted>(wanted).map(([name, rows]) => `${listSql(manager, rows)} AS "${name}"`);
  const [read] = await manager.query(`SELECT ${lists.join(', ')}`, [depotId]);
  return read;
}

function listSql(manager: EntityManager, { entity, where, orderBy }: RowsWanted): string {
  const { columns, tableName } = manager.getRepository(entity).metadata;
  const fields = columns.map(({ propertyName, databaseName, type }) => {
    const column = `t."${databaseName}"`;
    return `'${propertyName}', ${type === 'timestamptz' ? asInstant(column) : column}`;
  });
  return `coalesce((SELECT json_agg(json_build_object(${fields.join(', ')}) ORDER BY t.${orderBy}) FROM ${tableName} t WHERE ${where}), '[]')`;
}
