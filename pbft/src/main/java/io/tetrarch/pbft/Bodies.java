package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Batches by digest. Whoever prepared a header keeps its body through later views, since a certificate for it may
 * surface in one of them; at most {@link #bound} of them, the oldest given up first.
 */
final class Bodies {
    private final int bound;
    private final TreeMap<Digest, Batch> byDigest = new TreeMap<>();
    private final ArrayDeque<Digest> inOrder = new ArrayDeque<>();

    Bodies(int bound) {
        this.bound = bound;
    }

    Optional<Batch> get(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    void put(Batch batch) {
        if (byDigest.putIfAbsent(batch.digest(), batch) == null) {
            inOrder.addLast(batch.digest());
            if (inOrder.size() > bound) {
                byDigest.remove(inOrder.removeFirst());
            }
        }
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
}
