import { randomBytes } from 'node:crypto';
import type { Claims } from '@headroom/service-kit';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { PortalOptions } from '../portal-options';

const ADMIN = 'admin';

/** Who may log in with a password. For now the one account `admin`; its password is kept as an argon2id hash, in memory. */
@Injectable()
export class Accounts implements OnModuleInit {
  private readonly log = new Logger('portal');
  private adminHash = '';

  constructor(private readonly options: PortalOptions) {}

  async onModuleInit(): Promise<void> {
    const password = this.options.adminPassword;
    if (password === undefined) this.log.warn('HEADROOM_ADMIN_PASSWORD is not set, so nobody can log in. Set it and start again.');
    // Without a password the hash is of something nobody knows: no login, in the same time.
    this.adminHash = await hash(password ?? randomBytes(32));
  }

  /** What a token may say of this person, or null. Takes as long for an account that does not exist. */
  async check(name: string, password: string): Promise<Omit<Claims, 'exp'> | null> {
    const right = await verify(this.adminHash, password);
    return right && name === ADMIN ? { sub: ADMIN, role: 'sysadmin' } : null;
  }
}
