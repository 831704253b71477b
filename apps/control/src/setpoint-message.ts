import type { Setpoint as SetpointMessage } from '@headroom/contracts';
import type { Setpoint } from '@headroom/domain';

/** A setpoint as the charge point controllers read it (interfaces.md, "Setpoints for a CPC"). */
export function setpointMessage({ id, socket, amps, mode, issuedAtMs, expiresAtMs, causedBy }: Setpoint): SetpointMessage {
  const issuedAt = new Date(issuedAtMs).toISOString();
  return { id, at: issuedAt, causedBy, socket, amps, mode, issuedAt, expiresAt: new Date(expiresAtMs).toISOString() };
}
