import 'reflect-metadata';
import { help } from './help';
import { progressBar } from './report/progress';
import { reportText } from './report/report-text';
import { trial } from './trial';
import { readArguments } from './trial-arguments';

/** 0 done, 1 the trial could not be run, 2 the command line makes no sense. */
const main = async (argv: readonly string[]): Promise<number> => {
  const read = readArguments(argv);
  if ('help' in read) {
    process.stdout.write(help);
    return 0;
  }
  if ('fault' in read) {
    process.stderr.write(`${read.fault}\n--help says how it is used.\n`);
    return 2;
  }
  const progress = progressBar(process.stderr);
  try {
    const report = await trial(read.request, progress.show);
    progress.end();
    process.stdout.write(read.request.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    return 0;
  } catch (error) {
    progress.end();
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
};

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
