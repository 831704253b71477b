import { LoginAttempts } from './login-attempts';

const fail = (attempts: LoginAttempts, times: number, account = 'admin', address = '10.0.0.1', nowMs = 0) =>
  Array.from({ length: times }, () => attempts.begin(account, address, nowMs));

describe('guessing passwords', () => {
  test('five wrong ones in a minute, then wait until the first is a minute old', () => {
    const attempts = new LoginAttempts();
    expect(fail(attempts, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(attempts.begin('admin', '10.0.0.1', 20_000)).toBe(40_000);
    expect(attempts.begin('admin', '10.0.0.1', 60_001)).toBe(0);
  });

  test('waiting does not grow by asking again', () => {
    const attempts = new LoginAttempts();
    fail(attempts, 5);
    fail(attempts, 50, 'admin', '10.0.0.1', 59_000);
    expect(attempts.begin('admin', '10.0.0.1', 60_001)).toBe(0);
  });

  test('the right password clears the account', () => {
    const attempts = new LoginAttempts();
    fail(attempts, 4);
    attempts.begin('admin', '10.0.0.1', 0);
    attempts.succeeded('admin', '10.0.0.1');
    expect(fail(attempts, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  test("another address is not locked out by a stranger's guesses", () => {
    const attempts = new LoginAttempts();
    fail(attempts, 10);
    expect(attempts.begin('admin', '10.0.0.2', 0)).toBe(0);
  });

  test('twenty names from one address are as bad as one', () => {
    const attempts = new LoginAttempts();
    const waits = Array.from({ length: 25 }, (_, index) => attempts.begin(`name-${index}`, '10.0.0.1', 0));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  });
});
