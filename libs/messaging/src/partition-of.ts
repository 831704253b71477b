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
  let hash = hashOfPlain(key ?? '') ?? hashOfOctets(Buffer.from(depotOf(key ?? ''), 'utf8'));
  // The low bits of FNV are weak for short names that differ in their last letter; murmur3's last step spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % partitions;
}

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Of the first segment, where its letters are octets already; null for others. Every message's key is asked for. */
function hashOfPlain(key: string): number | null {
  let hash = FNV_BASIS;
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    if (code === DOT) break;
    if (code > LAST_ASCII) return null;
    hash = Math.imul(hash ^ code, FNV_PRIME);
  }
  return hash;
}

const hashOfOctets = (octets: Buffer): number => octets.reduce((hash, octet) => Math.imul(hash ^ octet, FNV_PRIME), FNV_BASIS);

const DOT = 0x2e;
const LAST_ASCII = 0x7f;
