import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from './auth-guard';
import { Tokens } from './tokens';

/** `imports: [AuthModule.with(secret)]`, once per process: Tokens for all, and the guard before every HTTP route. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest wants a class
export class AuthModule {
  /** `secret` has 32 characters or more and is the same in every service that takes HTTP. */
  static with(secret: string, nowMs?: () => number): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [
        { provide: Tokens, useFactory: () => new Tokens(secret, nowMs) },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
      exports: [Tokens],
    };
  }
}
