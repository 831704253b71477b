import { problem } from '@headroom/service-kit';

/** The plain id of something said to be in `inside`, whether it came plain or as a path. @throws a 422 for a path that leads elsewhere. */
export function plainIdIn(inside: string, id: string, field: string): string {
  const plain = id.startsWith(`${inside}.`) ? id.slice(inside.length + 1) : id;
  if (!plain.includes('.')) return plain;
  throw problem(422, 'The body is not as it should be', undefined, [{ path: field, message: `'${id}' is not in '${inside}'` }]);
}
