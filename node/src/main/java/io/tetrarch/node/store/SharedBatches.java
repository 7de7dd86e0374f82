package io.tetrarch.node.store;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batches that the stores of this process have read and somebody still holds. Replicas that recover side by side read the
 * same ones, and several records of each speak of one; alike, they are one object, as they were when the group ran, so that
 * a group can be opened in the heap that made it.
 *
 * <p>Nobody has to trust another's store: only a batch whose content follows from its digest is shared. For any thread.
 */
final class SharedBatches {
    private final Map<Digest, Held> held = new ConcurrentHashMap<>();
    private final ReferenceQueue<Batch> gone = new ReferenceQueue<>();

    private static final class Held extends WeakReference<Batch> {
        private final Digest digest;

        private Held(Batch batch, ReferenceQueue<Batch> gone) {
            super(batch, gone);
            this.digest = batch.digest();
        }
    }

    Optional<Batch> get(Digest digest) {
        Held known = held.get(digest);
        return known == null ? Optional.empty() : Optional.ofNullable(known.get());
    }

    /** The batch, or the one like it that somebody holds already. */
    Batch share(Batch batch) {
        forgetWhatIsGone();
        if (!followsFromItsDigest(batch)) {
            return batch;
        }
        Held mine = new Held(batch, gone);
        while (true) {
            Held first = held.putIfAbsent(batch.digest(), mine);
            if (first == null) {
                return batch;
            }
            Batch theirs = first.get();
            if (theirs != null) {
                return theirs;
            }
            held.remove(batch.digest(), first);
        }
    }

    private static boolean followsFromItsDigest(Batch batch) {
        return batch.isWhole() && batch.entries().stream().allMatch(SharedBatches::isWhole);
    }

    /** An entry's digest is over all of it but the action, of which it has the hash. */
    private static boolean isWhole(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> decision.request().isWhole();
            case EvidenceEntry evidence -> true;
        };
    }

    private void forgetWhatIsGone() {
        for (var next = gone.poll(); next != null; next = gone.poll()) {
            if (next instanceof Held dead) {
                held.remove(dead.digest, dead);
            }
        }
    }

    /** How many there are, with those whose end was not noticed yet. */
    int size() {
        return held.size();
    }
}
