import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

/** One thing wrong in what was sent; `path` is a JSON pointer without its first slash, '' for the whole body. */
export interface InputFault {
  readonly path: string;
  readonly message: string;
}

/** RFC 9457. `type` stays `about:blank`: the status says what kind it is and `detail` what to do. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly InputFault[];
}

/** An error that is answered as the problem document it carries. */
export class Problem extends HttpException {
  constructor(readonly document: ProblemDocument) {
    super(document, document.status);
  }
}

/** `throw problem(409, 'The depot exists already', 'whitechapel was made on ...')` */
export function problem(status: number, title: string, detail?: string, errors?: readonly InputFault[]): Problem {
  return new Problem(problemDocument(status, title, detail, errors));
}

export function problemDocument(status: number, title?: string, detail?: string, errors?: readonly InputFault[]): ProblemDocument {
  return {
    type: 'about:blank',
    title: title ?? STATUS_CODES[status] ?? 'Error',
    status,
    ...(detail && { detail }),
    ...(errors && { errors }),
  };
}
