import type { Allocator } from '@headroom/domain';
import { OptimiserModule } from '@headroom/optimiser';
import type { INestMicroservice } from '@nestjs/common';

/**
 * Makes the running optimiser share out by another rule, so that policies differ in nothing else.
 * It reaches into the service; `OptimiserModule` taking its allocator as an argument would be the better door.
 */
export const shareOutBy = (app: INestMicroservice, allocator: Allocator): void => {
  const [controller] = Reflect.getMetadata('controllers', OptimiserModule) as [new (...parts: never[]) => object];
  Reflect.set(app.get(controller, { strict: false }), 'allocator', allocator);
};
