import {
  apiBody,
  type Caller,
  CurrentCaller,
  PAGE_HEADER,
  PEOPLE,
  Public,
  problem,
  Roles,
  SESSION_COOKIE,
  zodBody,
} from '@headroom/service-kit';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Logins, TOKEN_LIFE_S } from './logins';

const credentials = z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(1024) });

/**
 * The status page's way in: the same token, in a cookie that no script can read and that counts only with the page's
 * own header (see presentedToken), so that neither a script smuggled in nor another site can use it.
 */
@ApiTags('who you are')
@Controller('api/session')
export class SessionController {
  constructor(private readonly logins: Logins) {}

  @Post()
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Logs the web page in: sets its cookie', security: [] })
  @apiBody(credentials)
  async begin(
    @Body(zodBody(credentials)) { username, password }: z.output<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (request.headers[PAGE_HEADER] === undefined) throw problem(403, 'Not from the page', `The header ${PAGE_HEADER} is missing.`);
    const answer = await this.logins.logIn(username, password, request.ip);
    if (answer.kind === 'refused') {
      reply.header('www-authenticate', 'Bearer realm="headroom"');
      throw problem(401, 'Not logged in', 'The name or the password is wrong.');
    }
    if (answer.kind === 'wait') {
      reply.header('retry-after', String(answer.retryAfterS));
      throw problem(429, 'Too many wrong passwords', `Try again in ${answer.retryAfterS} s.`);
    }
    reply.header('set-cookie', cookieOf(request, answer.token, TOKEN_LIFE_S));
    return { name: answer.who.sub, role: answer.who.role };
  }

  @Get()
  @Roles(...PEOPLE)
  @ApiOperation({ summary: 'Who the page is logged in as' })
  who(@CurrentCaller() { sub, role }: Caller): object {
    return { name: sub, role };
  }

  @Delete()
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Logs the web page out', security: [] })
  end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    reply.header('set-cookie', cookieOf(request, '', 0));
  }
}

/** Secure wherever the browser came by TLS, here or at a proxy in front. */
function cookieOf(request: FastifyRequest, value: string, lifeS: number): string {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
  return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${lifeS}${secure ? '; Secure' : ''}`;
}
