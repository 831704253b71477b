import { setpoints } from '@headroom/contracts';
import type { EventReader } from '../testing/event-reader';
import { NOON } from '../testing/running-portal';
import { setpoint, streamedPortal } from '../testing/streamed-portal';

const streamed = streamedPortal();

describe('setpoints for a controller without Kafka', () => {
  const stream = async () =>
    streamed.open(
      'depots/whitechapel/setpoints/stream',
      await streamed.portal.token({ sub: 'cpc-1', role: 'cpc', depots: ['whitechapel'] }),
    );

  test('come one each, with nothing but what was promised', async () => {
    const reader = (await stream()).read();
    await streamed.tell(setpoint({}));
    await reader.until(() => reader.heard.length > 0);
    const { id, socket, amps, mode, issuedAt, expiresAt } = setpoints.example;
    expect(reader.heard).toEqual([{ event: 'setpoint', id: 'sp-1', data: { id, socket, amps, mode, issuedAt, expiresAt } }]);
  });

  test('begin with the latest of each socket that still holds', async () => {
    await streamed.tell(setpoint({ id: 'sp-1', amps: 16 }), setpoint({ id: 'sp-2', amps: 6 }));
    await streamed.tell(setpoint({ id: 'sp-3', socket: 'whitechapel.evc0011.sk1', expiresAt: '2026-11-23T17:00:05.000Z' }));
    const reader = (await stream()).read();
    await streamed.tell(setpoint({ id: 'sp-4', socket: 'whitechapel.evc0012.sk1' }));
    await reader.until(() => reader.heard.length > 1);
    expect(reader.heard.map(({ id }) => id)).toEqual(['sp-2', 'sp-4']);
  });

  test('are never told when they have expired', async () => {
    const reader = (await stream()).read();
    await streamed.tell(setpoint({ id: 'sp-old', expiresAt: '2026-11-23T17:00:10.000Z' }), setpoint({ id: 'sp-new' }));
    await reader.until(() => reader.heard.length > 0);
    expect(reader.heard.map(({ id }) => id)).toEqual(['sp-new']);
  });

  describe('a controller that reads slowly', () => {
    /** Enough to fill what the kernel holds between two sockets, some 9 MB. */
    const TOLD = 20_000;
    const idOf = (index: number) => `sp-${index}`.padEnd(120, 'x');
    const tellMany = async () => {
      for (let from = 0; from < TOLD; from += 1_000) {
        await streamed.tell(
          ...Array.from({ length: 1_000 }, (_, index) =>
            setpoint({ id: idOf(from + index), socket: `whitechapel.evc0010.sk${index % 2}` }),
          ),
        );
      }
    };
    const heardAny = (reader: EventReader, ...ids: string[]) => ids.every((id) => reader.heard.some((heard) => heard.id === id));

    test('is told the latest of each socket when it catches up', async () => {
      const reader = await stream();
      await tellMany();
      reader.read();
      await reader.until(() => heardAny(reader, idOf(TOLD - 1), idOf(TOLD - 2)), 30_000);
      expect(reader.heard.length).toBeLessThan(TOLD);
      expect(reader.ended).toBe(false);
    }, 60_000);

    test('is not told what expired while it did not read', async () => {
      const reader = await stream();
      await tellMany();
      await streamed.portal.clock.runUntil(NOON + 60_000, streamed.portal.settled);
      reader.read();
      await streamed.tell(setpoint({ id: 'sp-fresh', expiresAt: '2026-11-23T17:02:00.000Z' }));
      await reader.until(() => heardAny(reader, 'sp-fresh'), 30_000);
      expect(heardAny(reader, idOf(TOLD - 1))).toBe(false);
    }, 60_000);
  });

  test('are for a controller of that depot only, and not for viewers', async () => {
    const other = await streamed.portal.token({ sub: 'cpc-2', role: 'cpc', depots: ['camden'] });
    expect((await streamed.portal.get('/api/v1/depots/whitechapel/setpoints/stream', other)).status).toBe(403);
    const vera = await streamed.portal.token({ sub: 'vera', role: 'viewer' });
    expect((await streamed.portal.get('/api/v1/depots/whitechapel/setpoints/stream', vera)).status).toBe(403);
  });
});
