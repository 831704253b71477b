import { readFileSync } from 'node:fs';

/** Reads a file and makes something of it; any trouble is told with the file's name. */
export const fromFile = <T>(path: string, make: (text: string) => T): T => {
  try {
    return make(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ENOENT' ? `${path}: there is no such file` : `${path}: ${message}`);
  }
};
