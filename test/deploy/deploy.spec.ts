import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import type { z } from 'zod';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** headroom-one is what `npm start` runs; it is no service of an installation. */
const services = readdirSync(join(root, 'apps')).filter((app) => app !== 'headroom-one');
/** Outsiders that are not there: only in demonstrations, never on a cluster. */
const installed = services.filter((app) => app !== 'simulator');
const configOf = (app: string): z.ZodObject => require(join(root, 'apps', app, 'src', 'config')).config;

interface Environment {
  readonly names: string[];
  readonly command: unknown;
  readonly healthPath: string;
  readonly port: unknown;
}

const compose = parse(read('docker-compose.yml'), { merge: true });
const inCompose = (app: string): Environment => {
  const service = compose.services[app];
  return {
    names: Object.keys(service.environment),
    command: service.command,
    healthPath: /127\.0\.0\.1:\d+(\/[a-z/]+)/.exec(service.healthcheck.test.join(' '))?.[1] ?? '',
    port: service.environment.PORT,
  };
};
const inKubernetes = (app: string): Environment => {
  const [deployment, service] = parseAllDocuments(read(`k8s/base/${app}.yaml`)).map((document) => document.toJS());
  const [container] = deployment.spec.template.spec.containers;
  expect(service.spec.ports[0]).toMatchObject({ port: container.ports[0].containerPort, targetPort: 'http' });
  return {
    names: container.env.map(({ name }: { name: string }) => name),
    command: container.command,
    healthPath: container.readinessProbe.httpGet.path,
    port: Number(container.env.find(({ name }: { name: string }) => name === 'PORT').value),
  };
};

describe.each([
  ['docker-compose.yml', services, inCompose],
  ['k8s/base', installed, inKubernetes],
] as const)('%s', (_file, apps, environmentOf) => {
  it.each(apps)('starts %s as its main.ts and its config schema say', (app) => {
    const { names, command, healthPath, port } = environmentOf(app);
    const schema = configOf(app);
    expect(existsSync(join(root, 'apps', app, 'src', 'main.ts'))).toBe(true);
    expect(command).toEqual(['node', `apps/${app}/dist/main.js`]);
    expect(healthPath).toBe('/health/ready');
    expect(port).toBe(3000);
    const required = Object.entries(schema.shape)
      .filter(([, field]) => !(field as z.ZodType).safeParse(undefined).success)
      .map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(required));
    for (const name of names) expect(Object.keys(schema.shape)).toContain(name);
  });
});

it('the kustomization lists every service of an installation, and no other', () => {
  const { resources } = parse(read('k8s/base/kustomization.yaml'));
  expect(resources.sort()).toEqual([...installed.map((app) => `${app}.yaml`), 'config.yaml'].sort());
});

it('npm run services starts every service', () => {
  const tool = read('tools/services.mjs');
  for (const app of services) expect(tool).toContain(`'${app}'`);
});

it('no secret has a default', () => {
  expect(read('docker-compose.yml')).not.toMatch(/(SECRET|PASSWORD): *[a-z0-9]/i);
  expect(read('docker-compose.yml')).not.toMatch(/\$\{[A-Z_]*(SECRET|PASSWORD):-/);
});
