import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const biome = join(root, 'node_modules', '.bin', 'biome');

describe('a broken import arrow is a red build', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'headroom-arrows-'));
  beforeAll(() => copyFileSync(join(root, 'biome.json'), join(workspace, 'biome.json')));
  afterAll(() => rmSync(workspace, { recursive: true }));

  /** What this project's linter says of a folder that holds one import. */
  function lint(folder: string, imported: string): { isRed: boolean; said: string } {
    const path = join(workspace, folder, 'fresh.ts');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import { anything } from '${imported}';\n\nexport const kept = anything;\n`);
    const { status, stdout, stderr, error } = spawnSync(biome, ['lint', '--vcs-enabled=false', path], { cwd: workspace, encoding: 'utf8' });
    if (error) throw error;
    return { isRed: status !== 0, said: stdout + stderr };
  }

  it.each([
    ['libs/domain/src/headroom', '@headroom/contracts'],
    ['libs/domain/src/headroom', 'node:fs'],
    ['libs/domain/src/safety', '../headroom'],
    ['libs/contracts/src', '@headroom/messaging'],
    ['libs/messaging/src', '@headroom/service-kit'],
    ['libs/persistence/src', '@headroom/control'],
    ['libs/service-kit/src', '@headroom/optimiser'],
    ['apps/headroom/src', '@headroom/control'],
  ])('%s may not import %s', (folder, imported) => {
    const { isRed, said } = lint(folder, imported);
    expect(said).toContain('lint/style/noRestrictedImports');
    expect(isRed).toBe(true);
  });

  it.each([
    ['libs/contracts/src', '@headroom/domain'],
    ['apps/headroom/src', '@headroom/service-kit'],
    ['apps/headroom-one/src', '@headroom/control'],
  ])('%s may import %s', (folder, imported) => {
    const { isRed, said } = lint(folder, imported);
    expect({ isRed, said }).toEqual({ isRed: false, said: expect.stringContaining('Checked 1 file') });
  });
});
