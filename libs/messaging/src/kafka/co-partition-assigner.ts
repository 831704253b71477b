import { AssignerProtocol, type Assignment, type GroupMember, type PartitionAssigner } from 'kafkajs';

const name = 'headroom-co-partition';
const version = 1;

/**
 * Gives partition p of every topic to the same member, p mod n of those who listen to the topic, so that a depot's tables lie with its feeds.
 * kafkajs' own assigner deals the partitions of all topics in one row, and tears them apart.
 */
export const coPartitionAssigner: PartitionAssigner = ({ cluster }) => ({
  name,
  version,
  protocol: ({ topics }) => ({ name, metadata: AssignerProtocol.MemberMetadata.encode({ version, topics, userData: Buffer.alloc(0) }) }),
  assign: async ({ members, topics }) => {
    const shares = sharesOf(
      members.map(listenerOf),
      (topic) => cluster.findTopicPartitionMetadata(topic).map((each) => each.partitionId),
      topics,
    );
    return [...shares].map(([memberId, assignment]) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({ version, assignment, userData: Buffer.alloc(0) }),
    }));
  },
});

interface Listener {
  readonly memberId: string;
  readonly topics: readonly string[];
}

/** The partitions of each member, by topic. Members are taken in the order of their ids; in a rolling upgrade some may not listen to all topics. */
export function sharesOf(
  listeners: readonly Listener[],
  partitionsOf: (topic: string) => readonly number[],
  topics: readonly string[],
): Map<string, Assignment> {
  const inOrder = [...listeners].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const shares = new Map<string, Assignment>(inOrder.map(({ memberId }) => [memberId, {}]));
  for (const topic of topics) {
    const willing = inOrder.filter((listener) => listener.topics.includes(topic));
    for (const partition of partitionsOf(topic)) {
      const share = shares.get(willing[partition % willing.length]?.memberId ?? '');
      if (!share) continue;
      share[topic] = [...(share[topic] ?? []), partition];
    }
  }
  return shares;
}

function listenerOf(member: GroupMember): Listener {
  return { memberId: member.memberId, topics: AssignerProtocol.MemberMetadata.decode(member.memberMetadata)?.topics ?? [] };
}
