import { type CustomDecorator, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Caller, Role } from './claims';

export const PUBLIC = 'headroom:public';
export const ROLES = 'headroom:roles';

/** Anybody may ask, without a token. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** These roles may ask, and sysadmin always. A route without it is for sysadmin alone. */
export const Roles = (...roles: Role[]): CustomDecorator => SetMetadata(ROLES, roles);

/** The roles of people who look at a depot. */
export const PEOPLE: readonly Role[] = ['fleetadmin', 'depotadmin', 'viewer'];

/** `@CurrentCaller() caller: Caller`: the one who asks; the guard has checked the token. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest().caller,
);
