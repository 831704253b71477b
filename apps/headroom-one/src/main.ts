import { help, optionsOf } from './options';
import { startHeadroom } from './start-headroom';

try {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (options === 'help') console.log(help);
  else void startHeadroom(options).catch(fail);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  console.error(`Headroom did not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
