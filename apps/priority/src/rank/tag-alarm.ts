import type { AlarmRaised, SocketState } from '@headroom/contracts';

export const TAG_ALARMS = ['unknown-tag', 'master-tag'] as const;

/** The alarm that a session raises whose vehicle is not known by its tag; null for others. No tag at all is how a depot without readers works. */
export function tagAlarm(state: SocketState): AlarmRaised | null {
  if (!state.plugged || (state.tagKind !== 'unknown' && state.tagKind !== 'master')) return null;
  const subject = alarmSubject(state.socket);
  const who = state.tagKind === 'master' ? 'The master tag' : `Tag ${state.tag}, which no vehicle has,`;
  return {
    depot: state.depot,
    kind: `${state.tagKind}-tag`,
    subject,
    level: 'amber',
    detail: `${who} was presented at ${subject}. The van there charges at the default priority, for nobody knows which one it is.`,
  };
}

/** A socket's path without its depot. */
export const alarmSubject = (socket: string): string => socket.slice(socket.indexOf('.') + 1);
