package io.tetrarch.pbft.message;

import java.util.Optional;

/**
 * Proof that a header was prepared in a slot: signatures of 2f+1 replicas, of which the leader's may be that of its
 * pre-prepare (paper, section 4.2: the leader's pre-prepare stands for its prepare). In the first slot of a new view the
 * NEW-VIEW stands for the pre-prepare, and the leader's signature is among the prepares.
 *
 * @param prePrepare the signature of the leader of {@code view} over its pre-prepare
 */
public record PreparedCertificate(
        long view, long sequence, Digest digest, Optional<Bytes> prePrepare, Signatures prepares)
        implements Comparable<PreparedCertificate> {

    /** Distinct signers; a leader that signed both ways counts once. */
    public int signers(int leader) {
        boolean both = prePrepare.isPresent() && prepares.bySigner().containsKey(leader);
        return prepares.count() + (prePrepare.isPresent() ? 1 : 0) - (both ? 1 : 0);
    }

    /** By view, then sequence: the order in which a new view chooses its base. */
    @Override
    public int compareTo(PreparedCertificate other) {
        int order = Long.compare(view, other.view);
        return order != 0 ? order : Long.compare(sequence, other.sequence);
    }

    public void encode(Encoder to) {
        to.u64(view).u64(sequence).digest(digest).optional(prePrepare, Encoder::bytes);
        prepares.encode(to);
    }
}
