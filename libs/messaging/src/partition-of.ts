/** The depot of a key: its first segment. */
export function depotOf(key: string): string {
  const dot = key.indexOf('.');
  return dot < 0 ? key : key.slice(0, dot);
}

/**
 * The partition of a key among so many: FNV-1a over its first segment, so that all messages of a depot share one number in every topic.
 * Changing this moves every depot away from its tables: never, on a system that runs.
 */
export function partitionOf(key: string | null, partitions: number): number {
  let hash = 0x811c9dc5;
  for (const octet of Buffer.from(depotOf(key ?? ''), 'utf8')) hash = Math.imul(hash ^ octet, 0x01000193);
  // The low bits of FNV are weak for short names that differ in their last letter; murmur3's last step spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % partitions;
}
