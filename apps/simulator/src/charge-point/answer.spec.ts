import { type Setpoint, setpoints } from '@headroom/contracts';
import { type Faults, noFaults } from '../faults';
import { randomOf } from '../random/random';
import { answerTo } from './answer';
import { firmwareOf } from './firmware';

const sentAtMs = Date.parse('2026-11-23T17:00:00.000Z');
const answers = (setpoint: Partial<Setpoint>, faults: Partial<Faults> = {}, nowMs = sentAtMs) =>
  answerTo(
    { ...setpoints.example, ...setpoint },
    32,
    nowMs,
    firmwareOf('alfen-eve-double'),
    { ...noFaults, ...faults },
    randomOf(1, 'answers'),
  );

describe('a controller that gets a setpoint', () => {
  it('enacts it and answers within two seconds', () => {
    const answer = answers({ amps: 16 });
    expect(answer).toMatchObject({ enactA: 16, resultCode: 0 });
    expect(answer.afterMs).toBeGreaterThanOrEqual(200);
    expect(answer.afterMs).toBeLessThanOrEqual(2_000);
  });

  it('answers a test, but does not enact it', () => expect(answers({ mode: 'test' })).toMatchObject({ enactA: null, resultCode: 0 }));
  it('answers an expired one with 4 and leaves the current alone', () =>
    expect(answers({}, {}, sentAtMs + 31_000)).toMatchObject({ enactA: null, resultCode: 4 }));
  it('never gives more than its socket can', () => expect(answers({ amps: 63 })).toMatchObject({ enactA: 32 }));
  it('refuses a current that no van can charge with', () => expect(answers({ amps: 4 })).toMatchObject({ enactA: null, resultCode: 1 }));
  it('pauses at 0 A', () => expect(answers({ amps: 0 })).toMatchObject({ enactA: 0, resultCode: 0 }));
  it('may never answer', () => expect(answers({}, { lostAnswerShare: 1 }).resultCode).toBeNull());
  it('may reject', () => expect(answers({}, { rejectedSetpointShare: 1 })).toMatchObject({ enactA: null, resultCode: 1 }));
  it('may answer after the expiry although it has enacted', () => {
    const answer = answers({ amps: 16 }, { lateAnswerShare: 1 });
    expect(answer).toMatchObject({ enactA: 16, resultCode: 0 });
    expect(answer.afterMs).toBeGreaterThan(30_000);
  });
});
