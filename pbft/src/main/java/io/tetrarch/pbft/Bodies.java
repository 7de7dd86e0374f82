package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Batches by digest. Whoever prepared a header keeps its body through later views, since a certificate for it may
 * surface in one of them; at most {@link #bound} of them, the oldest given up first.
 */
final class Bodies {
    private final ReplicaState state;
    private final int bound;
    private final TreeMap<Digest, Batch> byDigest = new TreeMap<>();
    private final ArrayDeque<Digest> inOrder = new ArrayDeque<>();

    Bodies(ReplicaState state, int bound) {
        this.state = state;
        this.bound = bound;
    }

    Optional<Batch> get(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    void put(Batch batch) {
        if (byDigest.putIfAbsent(batch.digest(), batch) == null) {
            inOrder.addLast(batch.digest());
            if (inOrder.size() > bound) {
                giveUpOne();
            }
        }
    }

    /** The oldest goes, but for the chain of the highest certificate: it may become the base of every later view. */
    private void giveUpOne() {
        TreeSet<Digest> needed = new TreeSet<>();
        Batch at = state.highest
                .map(certificate -> byDigest.get(certificate.digest()))
                .orElse(null);
        while (at != null && needed.add(at.digest())) {
            at = byDigest.get(at.header().parent());
        }
        Optional<Digest> oldest =
                inOrder.stream().filter(digest -> !needed.contains(digest)).findFirst();
        oldest.ifPresent(digest -> {
            inOrder.remove(digest);
            byDigest.remove(digest);
        });
    }

    /** All that are kept, the oldest first. */
    List<Batch> all() {
        return inOrder.stream().map(byDigest::get).toList();
    }

    /** Batches up to the low watermark are needed no more. */
    void discardUpTo(long sequence) {
        inOrder.removeIf(digest -> {
            Batch batch = byDigest.get(digest);
            boolean old = batch == null || batch.sequence() <= sequence;
            if (old) {
                byDigest.remove(digest);
            }
            return old;
        });
    }

    int size() {
        return byDigest.size();
    }

    int bound() {
        return bound;
    }
}
