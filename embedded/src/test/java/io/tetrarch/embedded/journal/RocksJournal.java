package io.tetrarch.embedded.journal;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.journal.RunningMarks;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Shadow;
import io.tetrarch.rocks.RocksFamilies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksIterator;

/**
 * A journal in RocksDB, synced at every step. One family has every run for good, the other the keys of those whose receipt
 * is not on the ledger; beside them are the marks of those that go on.
 */
public final class RocksJournal implements ExecutionJournal {
    /** What is marked as used up by a journal that wrote nothing more down. */
    private static final int BARE = 1;

    private static final byte[] NOTHING = {};
    private static final List<String> FAMILIES = List.of("burned", "unfiled");

    private final RocksFamilies families;
    private final ColumnFamilyHandle runs;
    private final ColumnFamilyHandle unfiled;
    private final RunningMarks marks;
    private boolean closed;

    private RocksJournal(RocksFamilies families, RunningMarks marks) {
        this.families = families;
        this.runs = families.family(1);
        this.unfiled = families.family(2);
        this.marks = marks;
    }

    /** Opens the journal in {@code folder}, with the marks in {@code running}; both are made where they do not exist. */
    public static RocksJournal open(Path folder, Path running) throws IOException {
        return new RocksJournal(RocksFamilies.open(folder, FAMILIES), new RunningMarks(running));
    }

    /** Opens a journal that exists, to look at it; nothing in it changes. */
    public static RocksJournal openForReading(Path folder, Path running) throws IOException {
        return new RocksJournal(RocksFamilies.openForReading(folder, FAMILIES), new RunningMarks(running));
    }

    private static byte[] key(RequestId request) {
        return new Encoder().digest(request.client()).u64(request.number()).toArray();
    }

    /** The mark comes first, so that there is no moment at which a run that goes on looks like one that is lost. */
    @Override
    public synchronized Optional<Hold> begin(Begun begun) throws IOException {
        byte[] key = key(begun.request());
        if (get(key) != null) {
            return Optional.empty();
        }
        Hold hold = marks.hold(begun.request());
        try {
            byte[] value = encode(begun, Optional.empty(), 0);
            families.write(batch -> {
                batch.put(runs, key, value);
                batch.put(unfiled, key, NOTHING);
            });
            return Optional.of(hold);
        } catch (IOException | RuntimeException e) {
            hold.close();
            marks.clear(begun.request());
            throw e;
        }
    }

    @Override
    public synchronized void end(Receipt receipt) throws IOException {
        byte[] key = key(receipt.request());
        Optional<Run> run = find(receipt.request());
        if (run.isPresent() && !(run.get().stage() instanceof Stage.Filed)) {
            byte[] value = encode(run.get().begun(), Optional.of(receipt), 0);
            families.write(batch -> batch.put(runs, key, value));
            marks.clear(receipt.request());
        }
    }

    @Override
    public synchronized void file(RequestId request, long ledgerIndex) throws IOException {
        byte[] key = key(request);
        Optional<Run> run = find(request);
        if (run.isPresent() && run.get().stage() instanceof Stage.Ended ended) {
            byte[] value = encode(run.get().begun(), Optional.of(ended.receipt()), ledgerIndex + 1);
            families.write(batch -> {
                batch.put(runs, key, value);
                batch.delete(unfiled, key);
            });
            marks.clear(request);
        }
    }

    @Override
    public synchronized Optional<Run> find(RequestId request) throws IOException {
        byte[] value = get(key(request));
        return value == null || value.length == BARE ? Optional.empty() : Optional.of(decode(request, value));
    }

    @Override
    public synchronized List<Run> unfiled() throws IOException {
        List<RequestId> requests = new ArrayList<>();
        requireOpen();
        try (RocksIterator each = families.iterator(unfiled)) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                CanonicalReader key = new CanonicalReader(each.key());
                requests.add(new RequestId(key.digest(), key.u64()));
            }
            families.check(each);
        }
        List<Run> found = new ArrayList<>();
        for (RequestId request : requests) {
            find(request).ifPresent(found::add);
        }
        return found;
    }

    /** @param filed the ledger index from 1; 0 if it is not on the ledger */
    private static byte[] encode(Begun begun, Optional<Receipt> receipt, long filed) {
        return new Encoder()
                .digest(begun.warrant().requestDigest())
                .digest(begun.actionHash())
                .optional(begun.warrant().shadow(), RocksJournal::encode)
                .u64(begun.startedMillis())
                .optional(receipt, (to, each) -> to.bytes(each.toAction().bytes()))
                .u64(filed)
                .toArray();
    }

    private static void encode(Encoder to, Shadow shadow) {
        to.string(shadow.tier()).u8(shadow.outcome().code());
    }

    private static Shadow shadow(CanonicalReader from) {
        return new Shadow(from.string(), from.constant(Outcome.values(), Outcome::code));
    }

    private Run decode(RequestId request, byte[] value) throws IOException {
        try {
            CanonicalReader from = new CanonicalReader(value);
            Receipt.Warrant warrant =
                    new Receipt.Warrant(request, from.digest(), from.digest(), from.optional(RocksJournal::shadow));
            Begun begun = new Begun(warrant, from.u64());
            Optional<Bytes> receipt = from.optional(CanonicalReader::bytes);
            long filed = from.u64();
            from.end();
            if (receipt.isEmpty()) {
                return new Run(begun, unended(request));
            }
            Receipt read = Receipt.of(Action.parse(receipt.get().readOnlyArray()));
            return new Run(begun, filed == 0 ? new Stage.Ended(read) : new Stage.Filed(read, filed - 1));
        } catch (IllegalArgumentException | JsonRejected e) {
            throw new IOException(
                    "the journal in " + families.folder() + " is damaged at request " + request.number() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private Stage unended(RequestId request) throws IOException {
        if (marks.isHeld(request)) {
            return new Stage.Running();
        }
        return marks.receipt(request).<Stage>map(Stage.Ended::new).orElseGet(Stage.Lost::new);
    }

    private byte @org.jspecify.annotations.Nullable [] get(byte[] key) throws IOException {
        requireOpen();
        return families.get(runs, key);
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the journal in " + families.folder() + " is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            families.close();
        }
    }
}
