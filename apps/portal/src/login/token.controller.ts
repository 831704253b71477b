import { openApiSchema, Public } from '@headroom/service-kit';
import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Logins, TOKEN_LIFE_S } from './logins';

const grant = z.object({ grant_type: z.literal('password'), username: z.string().min(1).max(200), password: z.string().min(1).max(1024) });

const tokenAnswer = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int() });
/** RFC 6749, section 5.2: its errors are its own, not problem documents. */
const tokenError = z.object({
  error: z.enum(['invalid_request', 'invalid_grant', 'unsupported_grant_type', 'temporarily_unavailable']),
  error_description: z.string(),
});
type TokenError = z.output<typeof tokenError>;

@ApiTags('who you are')
@Controller('oauth/token')
export class TokenController {
  constructor(private readonly logins: Logins) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('pragma', 'no-cache')
  @ApiOperation({ summary: 'A name and a password for a bearer token (RFC 6749, grant_type=password), form-encoded or JSON', security: [] })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiResponse({ status: 200, schema: openApiSchema(tokenAnswer, 'output') })
  @ApiResponse({ status: 400, description: 'RFC 6749, section 5.2', schema: openApiSchema(tokenError, 'output') })
  @ApiResponse({ status: 429, description: 'Too many wrong passwords; see Retry-After', schema: openApiSchema(tokenError, 'output') })
  @ApiBody({ schema: openApiSchema(grant, 'input') })
  async token(@Body() body: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const asked = grant.safeParse(body);
    if (!asked.success) return refused(reply, 400, faultOf(body));
    const answer = await this.logins.logIn(asked.data.username, asked.data.password, request.ip);
    if (answer.kind === 'in') return { access_token: answer.token, token_type: 'Bearer', expires_in: TOKEN_LIFE_S };
    if (answer.kind === 'refused')
      return refused(reply, 400, { error: 'invalid_grant', error_description: 'The name or the password is wrong.' });
    reply.header('retry-after', String(answer.retryAfterS));
    return refused(reply, 429, {
      error: 'temporarily_unavailable',
      error_description: `Too many wrong passwords; try again in ${answer.retryAfterS} s.`,
    });
  }
}

function refused(reply: FastifyReply, status: number, error: TokenError): TokenError {
  reply.status(status);
  return error;
}

function faultOf(body: unknown): TokenError {
  const asked = (body as { grant_type?: unknown } | null | undefined)?.grant_type;
  return typeof asked === 'string' && asked !== 'password'
    ? { error: 'unsupported_grant_type', error_description: 'Only grant_type=password is given here.' }
    : { error: 'invalid_request', error_description: 'Send grant_type=password, username and password, each once.' };
}
