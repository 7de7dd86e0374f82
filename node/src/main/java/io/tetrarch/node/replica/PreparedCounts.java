package io.tetrarch.node.replica;

import io.tetrarch.pbft.message.PreparedCertificate;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many replicas prepared the latest sequences, for whoever reports a decision. */
final class PreparedCounts {
    /** More than are in flight. */
    private static final int BOUND = 512;

    private final int replicas;
    private final Map<Long, Integer> counts = new LinkedHashMap<>();

    PreparedCounts(int replicas) {
        this.replicas = replicas;
    }

    void add(PreparedCertificate certificate) {
        counts.put(certificate.sequence(), certificate.signers((int) (certificate.view() % replicas)));
        if (counts.size() > BOUND) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    /** 0 if this replica did not prepare it lately. */
    int of(long sequence) {
        return counts.getOrDefault(sequence, 0);
    }
}
