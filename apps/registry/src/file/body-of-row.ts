import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

const ofTheTable = new Set(['depotId', 'version', 'position']);

/** What a row says, in the shape of its body: a null column is an absent field, except where null is a value. */
export function bodyOfRow<B>(row: object, keepsNull: readonly string[] = []): B {
  const said = Object.entries(row).filter(([name, value]) => !ofTheTable.has(name) && (value !== null || keepsNull.includes(name)));
  return Object.fromEntries(said) as B;
}

/** Every column of the row: what is absent from the body is null, so that an update clears it. */
export function rowOfBody(manager: EntityManager, entity: EntityTarget<ObjectLiteral>, body: object, more: object): ObjectLiteral {
  const names = manager.getRepository(entity).metadata.columns.map(({ propertyName }) => propertyName);
  const whole: Record<string, unknown> = { ...body, ...more };
  return Object.fromEntries(names.map((name) => [name, whole[name] ?? null]));
}
