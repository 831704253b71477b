import { type Claims, Tokens } from '@headroom/service-kit';
import { Injectable } from '@nestjs/common';
import { Accounts } from './accounts';
import { LoginAttempts } from './login-attempts';

/** A working day: who comes in the morning is not asked again. */
export const TOKEN_LIFE_S = 8 * 3600;

/** Hashing is made to be slow; more at once, from many addresses, would take the cores from the depots. */
const MOST_AT_ONCE = 8;

export type LoginAnswer =
  | { readonly kind: 'in'; readonly token: string; readonly who: Omit<Claims, 'exp'> }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly retryAfterS: number };

/** A name and a password in, a token out; the token's wall clock counts the attempts. */
@Injectable()
export class Logins {
  private readonly attempts = new LoginAttempts();
  private checking = 0;

  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
  ) {}

  async logIn(name: string, password: string, address: string): Promise<LoginAnswer> {
    if (this.checking >= MOST_AT_ONCE) return { kind: 'wait', retryAfterS: 1 };
    const waitMs = this.attempts.begin(name, address, this.tokens.nowMs());
    if (waitMs > 0) return { kind: 'wait', retryAfterS: Math.ceil(waitMs / 1000) };
    const who = await this.check(name, password);
    if (!who) return { kind: 'refused' };
    this.attempts.succeeded(name, address);
    return { kind: 'in', token: await this.tokens.sign(who, TOKEN_LIFE_S), who };
  }

  private async check(name: string, password: string): Promise<Omit<Claims, 'exp'> | null> {
    this.checking++;
    try {
      return await this.accounts.check(name, password);
    } finally {
      this.checking--;
    }
  }
}
