import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planProblem, planProblemSchema } from '@headroom/contracts';
import { planCommand } from '@headroom/domain';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/plan-command.md'), 'utf8');
const block = (name: string) => JSON.parse(page.split(`\`\`\`json ${name}\n`)[1]?.split('```')[0] ?? '');
const problem = block('problem');
const solved = (json: object) => planCommand(planProblem.parse(json));

describe('the plan command', () => {
  it('answers the problem of its page with the answer of its page', () => {
    const { solveMs, ...answer } = block('answer');
    expect(solveMs).toBeGreaterThan(0);
    expect(solved(problem)).toEqual({ answer });
  });

  it('keeps every limit in every slot, and gives a socket 0 A or at least its minimum', () => {
    const result = solved(problem);
    if (!('answer' in result)) throw new Error(result.faults.join());
    expect(result.answer.limits.site?.usedKw.every((kw, slot) => kw <= (slot < 2 ? 10 : 6) + 1e-9)).toBe(true);
    expect(result.answer.setpoints.every(({ amps }) => amps === 0 || amps >= 6)).toBe(true);
  });

  it.each([
    ['a socket on a limit that does not exist', { sockets: [{ ...problem.sockets[0], limit: 'F9' }] }, /F9/],
    ['two sockets of one id', { sockets: [problem.sockets[0], problem.sockets[0]] }, /two with the id/],
    ['a tree with a cycle', { limits: [{ ...problem.limits[0], parent: 'F1' }, problem.limits[1]] }, /fed from itself/],
    [
      'a van that leaves before it comes',
      { sockets: [{ ...problem.sockets[0], jobs: [{ ...problem.sockets[0].jobs[0], fromSlot: 5 }] }] },
      /leaves before/,
    ],
  ])('says what is wrong with %s', (_, changed, words) => {
    const result = solved({ ...problem, ...changed });
    expect('faults' in result && result.faults.join('\n')).toMatch(words);
  });

  it.each([
    ['negative capacity', { limits: [{ ...problem.limits[0], capacityKw: -1 }] }],
    ['no version', { version: 2 }],
    ['no slots', { slots: 0 }],
  ])('refuses %s', (_, changed) => {
    expect(planProblem.safeParse({ ...problem, ...changed }).success).toBe(false);
  });

  it('has nothing to plan for a depot without sockets, and says just that', () => {
    const result = solved({ ...problem, sockets: [] });
    expect('answer' in result && result.answer.setpoints).toEqual([]);
  });

  it('has a schema in docs/generated that says what it reads', () => {
    const generated = JSON.parse(readFileSync(join(root, 'docs/generated/plan-problem.schema.json'), 'utf8'));
    expect(generated).toEqual(JSON.parse(JSON.stringify(planProblemSchema())));
  });
});
