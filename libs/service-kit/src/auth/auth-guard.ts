import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../http/problem';
import { PUBLIC, ROLES } from './access';
import type { Caller, Role } from './claims';
import { presentedToken } from './presented-token';
import { Tokens } from './tokens';

/** Every HTTP route asks for a token unless it says @Public(): 401 without a good one, 403 for the wrong role or depot. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Messages come from our own bus.
    if (context.getType() !== 'http') return true;
    const said = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, said)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const caller = await this.callerOf(request, context.switchToHttp().getResponse<FastifyReply>());
    if (!mayCall(caller, this.reflector.getAllAndOverride<readonly Role[]>(ROLES, said) ?? [])) {
      throw problem(403, 'Not allowed', `The role ${caller.role} may not do this.`);
    }
    const depot = (request.params as { depot?: string } | undefined)?.depot;
    if (depot !== undefined && !mayEnter(caller, depot)) throw problem(403, 'Not allowed', 'This depot is not yours.');
    request.caller = caller;
    return true;
  }

  private async callerOf(request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const token = presentedToken(request.headers);
    const caller = token === null ? null : await this.tokens.read(token);
    if (caller) return caller;
    reply.header('www-authenticate', token === null ? 'Bearer realm="headroom"' : 'Bearer realm="headroom", error="invalid_token"');
    throw token === null
      ? problem(401, 'No token', 'Send the header Authorization: Bearer <token>; POST /oauth/token gives one.')
      : problem(401, 'The token is not valid', 'It has expired, or it was not given out here.');
  }
}

const mayCall = (caller: Caller, roles: readonly Role[]): boolean => caller.role === 'sysadmin' || roles.includes(caller.role);

/** A token without any scope is not limited; a fleet's depots must be written into the token by whoever issues it. */
export const mayEnter = (caller: Caller, depot: string): boolean =>
  caller.role === 'sysadmin' || (caller.depots?.includes(depot) ?? caller.fleets === undefined);
