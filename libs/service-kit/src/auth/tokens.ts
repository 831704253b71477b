import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { type Caller, type Claims, claims } from './claims';

const ISSUER = 'headroom';
export const SHORTEST_SECRET = 32;

/**
 * Signs and reads bearer tokens (JWT, HS256). Their time is the wall clock's even where the estate's is not:
 * a person who logged in at `--speed 60` should not be out again in eight minutes.
 */
@Injectable()
export class Tokens {
  private readonly key: Uint8Array;

  constructor(
    secret: string,
    readonly nowMs: () => number = Date.now,
  ) {
    if (secret.length < SHORTEST_SECRET)
      throw new Error(`HEADROOM_TOKEN_SECRET has ${secret.length} characters; it takes ${SHORTEST_SECRET} or more`);
    this.key = new TextEncoder().encode(secret);
  }

  async sign(who: Omit<Claims, 'exp'>, lifeS: number): Promise<string> {
    const issuedAtS = Math.floor(this.nowMs() / 1000);
    return new SignJWT({ ...who })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + lifeS)
      .sign(this.key);
  }

  /** For what outlives its request: a stream is closed when the token that opened it has expired. */
  isExpired(caller: Caller): boolean {
    return caller.exp * 1000 <= this.nowMs();
  }

  /** null: forged, expired, not ours, or not a token at all. */
  async read(token: string): Promise<Caller | null> {
    try {
      const { payload } = await jwtVerify(token, this.key, { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(this.nowMs()) });
      return claims.parse(payload);
    } catch {
      return null;
    }
  }
}
