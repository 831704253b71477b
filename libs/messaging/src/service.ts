import { applyDecorators, Controller, SetMetadata } from '@nestjs/common';

const SERVICE = 'headroom:service';

/** Makes a class a Nest controller whose handlers belong to the named service; the name is its consumer group. */
export function Service(name: string): ClassDecorator {
  return applyDecorators(Controller(), SetMetadata(SERVICE, name)) as ClassDecorator;
}

/** The service a class was declared for with `@Service`; throws where it was not. */
export function serviceOf(owner: abstract new (...args: never[]) => object): string {
  const name: unknown = Reflect.getMetadata(SERVICE, owner);
  if (typeof name !== 'string') throw new Error(`${owner.name} has @Handles but no @Service('name')`);
  return name;
}
