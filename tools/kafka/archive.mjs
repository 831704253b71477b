import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The Apache Kafka that Headroom is developed and tested with; see docs/adr/0001-kafka-version.md. */
export const kafkaVersion = '4.4.0';

/**
 * The class path of a Kafka server: of KAFKA_HOME where that is set, or else of the artefacts of Maven Central, kept in
 * ~/.cache/headroom so that they are resolved once.
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function kafkaClassPath(say = () => {}) {
  const home = process.env.KAFKA_HOME;
  if (home) {
    const libs = join(home, 'libs');
    if (!existsSync(libs)) throw new Error(`KAFKA_HOME is ${home}, but there is no ${libs}`);
    return join(libs, '*');
  }
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'headroom', `kafka-${kafkaVersion}`);
  if (!existsSync(folder)) await resolveInto(folder, say);
  return join(folder, '*');
}

async function resolveInto(folder, say) {
  say(`Fetching Apache Kafka ${kafkaVersion} from Maven Central (once, about 45 MB)`);
  await mkdir(dirname(folder), { recursive: true });
  // Filled beside its place and then renamed, so that a broken download, or two at once, never leave half a Kafka behind.
  const filling = await mkdtemp(`${folder}.`);
  try {
    await writeFile(join(filling, 'pom.xml'), pom);
    const libs = join(filling, 'libs');
    await maven([
      '-q',
      '-B',
      '-ntp',
      '-f',
      join(filling, 'pom.xml'),
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${libs}`,
    ]);
    if (!(await readdir(libs)).some((name) => name.startsWith('kafka_2.13-'))) throw new Error('Maven has not brought kafka_2.13');
    await rename(libs, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(filling, { recursive: true, force: true });
  }
}

/** Kafka logs by SLF4J; its own distribution brings the same binding to Log4j beside it. */
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>headroom</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaVersion}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>2.25.5</version></dependency>
  </dependencies>
</project>
`;

function maven(args) {
  return new Promise((resolve, reject) => {
    const child = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', (error) => reject(new Error(`mvn does not start (${error.message}); install Maven or set KAFKA_HOME to a Kafka`)));
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`mvn failed (${code}); set KAFKA_HOME to a Kafka instead?\n${output.slice(-2000)}`)),
    );
  });
}
