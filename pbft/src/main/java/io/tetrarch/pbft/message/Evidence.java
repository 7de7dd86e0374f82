package io.tetrarch.pbft.message;

/**
 * Two signatures of one replica that exclude each other: proof of an equivocation, checkable by anyone who has the
 * group's keys. It cannot be made against an honest replica, since an honest replica never signs the second.
 */
public sealed interface Evidence permits Evidence.ConflictingVotes, Evidence.ConflictingVerdicts {
    Slot slot();

    void encode(Encoder to);

    /** The place where only one statement of the replica may stand; nothing outside the epoch compares. */
    record Slot(int replica, MessageType type, long view, long sequence, Digest request) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int order = Integer.compare(replica, other.replica);
            order = order != 0 ? order : type.compareTo(other.type);
            order = order != 0 ? order : Long.compare(view, other.view);
            order = order != 0 ? order : Long.compare(sequence, other.sequence);
            return order != 0 ? order : request.compareTo(other.request);
        }
    }

    /** A vote reduced to what was signed; a pre-prepare's batch is not needed to convict. */
    record SignedVote(MessageType type, long view, long sequence, Digest digest, Bytes signature) implements Statement {
        public static SignedVote of(Signed<? extends Vote> signed) {
            Vote vote = signed.message();
            return new SignedVote(vote.type(), vote.view(), vote.sequence(), vote.digest(), signed.signature());
        }

        @Override
        public void encode(Encoder to) {
            to.u64(view).u64(sequence).digest(digest);
        }
    }

    /** Two votes of one type in one slot with different digests. */
    record ConflictingVotes(int replica, SignedVote first, SignedVote second) implements Evidence {
        @Override
        public Slot slot() {
            return new Slot(replica, first.type(), first.view(), first.sequence(), Digest.ZERO);
        }

        @Override
        public void encode(Encoder to) {
            to.u8(1).u32(replica).u8(first.type().code());
            first.encode(to);
            to.bytes(first.signature()).u8(second.type().code());
            second.encode(to);
            to.bytes(second.signature());
        }
    }

    /** Two different verdicts on one request. */
    record ConflictingVerdicts(VerdictVote first, VerdictVote second) implements Evidence {
        @Override
        public Slot slot() {
            return new Slot(
                    first.replica(), MessageType.VERDICTS, 0, 0, first.verdict().request());
        }

        @Override
        public void encode(Encoder to) {
            to.u8(2);
            first.encode(to);
            second.encode(to);
        }
    }

    /** Whether the two halves are of one slot and differ; the signatures are checked apart. */
    default boolean isConflict() {
        return switch (this) {
            case ConflictingVotes votes ->
                votes.first().type() == votes.second().type()
                        && votes.first().view() == votes.second().view()
                        && votes.first().sequence() == votes.second().sequence()
                        && !votes.first().digest().equals(votes.second().digest());
            case ConflictingVerdicts verdicts ->
                verdicts.first().replica() == verdicts.second().replica()
                        && verdicts.first()
                                .verdict()
                                .request()
                                .equals(verdicts.second().verdict().request())
                        && !verdicts.first().verdict().equals(verdicts.second().verdict());
        };
    }
}
