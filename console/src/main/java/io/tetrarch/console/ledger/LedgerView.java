package io.tetrarch.console.ledger;

import io.tetrarch.crypto.tree.ConsistencyProof;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The ledger as the replicas keep it, with the tree over it, which is built when it is first asked for and grows with the
 * ledger: some hundred bytes an entry.
 *
 * <p>For any number of threads.
 */
public final class LedgerView {
    private final Observatory observatory;
    private final ReentrantLock lock = new ReentrantLock();
    private final LedgerTree tree = LedgerTree.empty();
    private final ReceiptIndex receipts = new ReceiptIndex();
    private final DeviceHistory devices = new DeviceHistory();
    private final PeopleHistory people = new PeopleHistory();

    /** Where evidence stands. */
    private final List<Long> convictions = new ArrayList<>();

    /**
     * An entry with its place.
     *
     * @param batch the one that it stands in
     * @param piece what the batch was executed and certified with
     */
    public record Found(long index, Entry entry, Batch batch, LedgerArchive.Piece piece) {}

    /** A ledger's size and root. */
    public record Head(long size, Digest root) {}

    public LedgerView(Observatory observatory) {
        this.observatory = observatory;
    }

    public long size() throws IOException {
        return observatory.ledger().size();
    }

    /** The entry at this place; empty if there is none, or it is not kept any more. */
    public Optional<Found> find(long index) throws IOException {
        LedgerArchive archive = observatory.ledger();
        if (index < 0 || index >= archive.size()) {
            return Optional.empty();
        }
        return archive.pieceWith(index).map(piece -> in(piece, index));
    }

    /**
     * Looks at one entry after the other, from this place down, each batch read once.
     *
     * @param goOn told of each; whether to look at the one before it too
     * @return the place of the latest that was not looked at; -1 if there is none, or none that is kept
     */
    public long backwards(long from, Predicate<Found> goOn) throws IOException {
        LedgerArchive archive = observatory.ledger();
        long index = from;
        while (index >= 0) {
            Optional<LedgerArchive.Piece> piece = archive.pieceWith(index);
            if (piece.isEmpty()) {
                return -1;
            }
            for (long first = piece.get().firstIndex(); index >= first; index--) {
                if (!goOn.test(in(piece.get(), index))) {
                    return index - 1;
                }
            }
        }
        return -1;
    }

    private static Found in(LedgerArchive.Piece piece, long index) {
        long first = piece.firstIndex();
        for (Batch batch : piece.batches()) {
            if (index < first + batch.entries().size()) {
                return new Found(index, batch.entries().get((int) (index - first)), batch, piece);
            }
            first += batch.entries().size();
        }
        throw new IllegalStateException("the piece from " + piece.firstIndex() + " does not have entry " + index);
    }

    /** The ledger as it is now. */
    public Head head() throws IOException {
        lock.lock();
        try {
            grow();
            return new Head(tree.size(), tree.root());
        } finally {
            lock.unlock();
        }
    }

    /** The sequence of the batch that brought the ledger to this size; 0 for an empty one. */
    public long sequence(long size) throws IOException {
        return size == 0
                ? 0
                : find(size - 1).map(found -> found.batch().sequence()).orElse(0L);
    }

    /** The root over the first {@code size} entries, which the ledger has. */
    public Digest root(long size) throws IOException {
        lock.lock();
        try {
            grow();
            return TreeProofs.root(tree, size);
        } finally {
            lock.unlock();
        }
    }

    /** From an entry to the root over the first {@code size}; the ledger has them. */
    public InclusionPath inclusion(long index, long size) throws IOException {
        lock.lock();
        try {
            grow();
            return TreeProofs.inclusion(tree, index, size);
        } finally {
            lock.unlock();
        }
    }

    /** That the ledger of the newer size extends that of the older; the ledger has them. */
    public ConsistencyProof consistency(long oldSize, long newSize) throws IOException {
        lock.lock();
        try {
            grow();
            return TreeProofs.consistency(tree, oldSize, newSize);
        } finally {
            lock.unlock();
        }
    }

    /** What proves the decision at this place. */
    public DecisionProof proof(Found found, DecisionEntry entry) throws IOException {
        LedgerArchive.Piece piece = found.piece();
        long epoch = entry.request().request().domain().epoch();
        return DecisionProof.of(
                        observatory.group(epoch),
                        entry,
                        inclusion(found.index(), piece.endIndex()),
                        piece.batches().getLast().header(),
                        piece.certificate())
                .with(observatory.amendments(
                        epoch, entry.request().request().terms().charterVersion()));
    }

    /** What the executor that a decision names reported of its run; empty if it has not, or nothing was run. */
    public Optional<Receipt> receipt(DecisionEntry decision) throws IOException {
        lock.lock();
        try {
            grow();
            Optional<Receipt> receipt = receipts.of(decision.request().request());
            return receipt.filter(found -> decision.outcome() == Outcome.APPROVED
                    || found.warrant().shadow().isPresent());
        } finally {
            lock.unlock();
        }
    }

    /** The latest decisions on changes of devices, the latest first. */
    public List<DeviceHistory.Event> devices() throws IOException {
        lock.lock();
        try {
            grow();
            return devices.latest();
        } finally {
            lock.unlock();
        }
    }

    /** What people answered of late, the latest first. */
    public List<PeopleHistory.Answered> answers() throws IOException {
        lock.lock();
        try {
            grow();
            return people.latest();
        } finally {
            lock.unlock();
        }
    }

    /** Where this request was decided; empty if it was not, or long ago. */
    public Optional<PeopleHistory.Place> place(Digest request) throws IOException {
        lock.lock();
        try {
            grow();
            return people.place(request);
        } finally {
            lock.unlock();
        }
    }

    /** Where evidence stands before {@code index}, the latest first; the whole ledger has been looked at. */
    public List<Long> convictionsBefore(long index) throws IOException {
        lock.lock();
        try {
            grow();
            return convictions.stream().filter(at -> at < index).toList().reversed();
        } finally {
            lock.unlock();
        }
    }

    private void grow() throws IOException {
        LedgerArchive archive = observatory.ledger();
        long size = archive.size();
        while (tree.size() < size) {
            long index = tree.size();
            LedgerArchive.Piece piece = archive.pieceWith(index)
                    .orElseThrow(() -> new IOException("entry " + index + " of the ledger is not kept here"));
            for (Batch batch : piece.batches()) {
                for (Entry entry : batch.entries()) {
                    if (entry instanceof EvidenceEntry) {
                        convictions.add(tree.size());
                    }
                    devices.add(tree.size(), entry);
                    people.add(tree.size(), entry);
                    tree.append(entry.leafHash());
                    receipts.add(entry);
                }
            }
        }
    }
}
