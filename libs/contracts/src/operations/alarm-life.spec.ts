import { alarmAcknowledged, alarmCleared, alarmKey, alarmRaised, alarms } from '..';

const silent = { depot: 'camden', kind: 'socket-silent', subject: 'evc1.sk2', level: 'red', detail: 'Socket 2 is silent.' } as const;
const at17 = { at: '2026-11-23T17:00:00.000Z', id: 'a-1' };
const at18 = { at: '2026-11-23T18:00:00.000Z', id: 'a-2' };

describe('the life of an alarm', () => {
  it('is raised once, however often it is seen', () => {
    const raised = alarmRaised(undefined, silent, at17);
    expect(raised).toMatchObject({ alarm: 'camden.socket-silent-evc1_sk2', raisedAt: at17.at, clearedAt: null });
    expect(alarmRaised(raised ?? undefined, silent, at18)).toBeNull();
  });

  it('keeps the time it was raised when its level or words change', () => {
    const raised = alarmRaised(undefined, { ...silent, level: 'amber' }, at17) ?? undefined;
    expect(alarmRaised(raised, silent, at18)).toMatchObject({ level: 'red', raisedAt: at17.at, at: at18.at });
  });

  it('is cleared once, and may then be raised anew', () => {
    const raised = alarmRaised(undefined, silent, at17) ?? undefined;
    const cleared = alarmCleared(raised, at18) ?? undefined;
    expect(cleared).toMatchObject({ raisedAt: at17.at, clearedAt: at18.at });
    expect(alarmCleared(cleared, at18)).toBeNull();
    expect(alarmCleared(undefined, at18)).toBeNull();
    expect(alarmRaised(cleared, silent, at18)).toMatchObject({ raisedAt: at18.at, clearedAt: null });
  });

  it('has a key that is a path, whatever the subject is called', () => {
    const long = (last: string) => alarmRaised(undefined, { ...silent, subject: `${'x'.repeat(64)}.${last}` }, at17);
    expect(alarms.schema.safeParse(long('sk1')).success).toBe(true);
    expect(long('sk1')?.alarm).not.toBe(long('sk2')?.alarm);
    expect(alarmKey('camden', 'unknown-tag', 'a b/c')).toBe('camden.unknown-tag-a_b_c');
  });

  it('is acknowledged once, and stays so until it grows worse or is raised anew', () => {
    const amber = alarmRaised(undefined, { ...silent, level: 'amber' }, at17);
    if (!amber) throw new Error('not raised');
    const seen = alarmAcknowledged(amber, 'ann', at18);
    if (!seen) throw new Error('not acknowledged');
    expect(seen).toMatchObject({ acknowledgedAt: at18.at, acknowledgedBy: 'ann', raisedAt: at17.at, clearedAt: null });
    expect(alarmAcknowledged(seen, 'bob', at18)).toBeNull();
    expect(alarmRaised(seen, { ...silent, level: 'amber', detail: 'Still silent.' }, at18)).toMatchObject({ acknowledgedBy: 'ann' });
    expect(alarmRaised(seen, silent, at18)).not.toHaveProperty('acknowledgedBy');
    const cleared = alarmCleared(seen, at18) ?? undefined;
    expect(cleared).toMatchObject({ acknowledgedBy: 'ann', clearedAt: at18.at });
    expect(alarmRaised(cleared, silent, at18)).not.toHaveProperty('acknowledgedBy');
  });
});
