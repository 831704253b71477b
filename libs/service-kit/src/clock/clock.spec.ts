import { OwnClock } from './own-clock';
import { ScaledClock } from './scaled-clock';
import { VirtualClock } from './virtual-clock';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('virtual time', () => {
  it('jumps from one thing to do to the next, in order, and stands still in between', async () => {
    const clock = new VirtualClock(1_000);
    const seen: string[] = [];
    clock.after(500, () => void seen.push(`late at ${clock.now()}`));
    clock.after(200, () => void seen.push(`early at ${clock.now()}`));
    await clock.runUntil(2_000, settled);
    expect(seen).toEqual(['early at 1200', 'late at 1500']);
    expect(clock.now()).toBe(2_000);
  });

  it('runs things due at the same moment in the order they were asked for', async () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    for (let index = 0; index < 50; index++) clock.after(10, () => void seen.push(index));
    await clock.runUntil(10, settled);
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('repeats until it is cancelled, and a cancelled timer never runs', async () => {
    const clock = new VirtualClock(0);
    let runs = 0;
    const cancel = clock.every(60_000, () => void runs++);
    clock.after(10, () => void runs++)();
    await clock.runUntil(600_000, settled);
    cancel();
    await clock.runUntil(1_200_000, settled);
    expect(runs).toBe(10);
  });

  it('tells the trial what went wrong in a timer, and does not go on as if nothing had', async () => {
    const clock = new VirtualClock(0);
    clock.after(5, async () => {
      throw new Error('the van drove off');
    });
    await expect(clock.runUntil(10, settled)).rejects.toThrow('the van drove off');
  });
});

describe('a process that ends', () => {
  it("takes its own timers with it, and nobody else's", async () => {
    const shared = new VirtualClock(0);
    const [ending, staying] = [new OwnClock(shared), new OwnClock(shared)];
    const ran: string[] = [];
    ending.after(10, () => void ran.push('ending'));
    staying.after(10, () => void ran.push('staying'));
    ending.stop();
    await shared.runUntil(20, settled);
    expect(ran).toEqual(['staying']);
  });
});

describe('a wait of months', () => {
  it('does not end at once, as a timer of Node would', async () => {
    const clock = new ScaledClock(1);
    let ran = false;
    const cancel = clock.after(90 * 24 * 3_600_000, () => {
      ran = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    cancel();
    expect(ran).toBe(false);
  });
});

describe('a clock that runs sixty times as fast', () => {
  it('makes a minute of a second', async () => {
    const clock = new ScaledClock(60, 0);
    const began = performance.now();
    await new Promise<void>((resolve) => clock.after(6_000, resolve));
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThan(90);
    expect(clock.now()).toBeGreaterThanOrEqual(5_900);
  });

  it('goes on repeating after a run that failed', async () => {
    const failures: unknown[] = [];
    const clock = new ScaledClock(60, 0, (error) => failures.push(error));
    let runs = 0;
    const cancel = clock.every(600, () => {
      runs++;
      throw new Error('the broker is away');
    });
    while (runs < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    cancel();
    expect(failures.length).toBeGreaterThanOrEqual(2);
  });
});
