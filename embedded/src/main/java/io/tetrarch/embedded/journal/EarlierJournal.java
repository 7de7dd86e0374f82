package io.tetrarch.embedded.journal;

import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.client.journal.FileJournal;
import io.tetrarch.client.journal.RunningMarks;
import io.tetrarch.client.journal.UsedRequest;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.store.Batches;
import io.tetrarch.node.store.Databases;
import io.tetrarch.node.store.Databases.KeyedRows;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Shadow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The journal in RocksDB that earlier builds kept, to be read. */
final class EarlierJournal implements FileJournal.Earlier, AutoCloseable {
    /** What is marked as used up by a journal that wrote nothing more down. */
    private static final int BARE = 1;

    private final KeyedRows rows;
    private final RunningMarks marks;

    private EarlierJournal(KeyedRows rows, Path running) {
        this.rows = rows;
        this.marks = new RunningMarks(running);
    }

    /** What a crash left of its last write is put right, as an earlier build would. */
    static EarlierJournal open(Path folder, Path running) throws IOException {
        return new EarlierJournal(Databases.installed().openJournal(folder), running);
    }

    /** Nothing in it changes. */
    static EarlierJournal openForReading(Path folder, Path running) throws IOException {
        return new EarlierJournal(Databases.installed().openJournalForReading(folder), running);
    }

    @Override
    public void forEach(Consumer<UsedRequest> taking) throws IOException {
        try (Batches.Rows each = rows.rows()) {
            for (boolean there = each.first(); there; there = each.next()) {
                CanonicalReader key = new CanonicalReader(each.key());
                taking.accept(read(new RequestId(key.digest(), key.u64()), each.value()));
            }
        }
    }

    Optional<Run> find(RequestId request) throws IOException {
        byte[] key =
                new Encoder().digest(request.client()).u64(request.number()).toArray();
        Optional<byte[]> value = rows.get(key);
        return value.isEmpty() ? Optional.empty() : read(request, value.get()).run();
    }

    private UsedRequest read(RequestId request, byte[] value) throws IOException {
        return new UsedRequest(request, value.length == BARE ? Optional.empty() : Optional.of(decode(request, value)));
    }

    private static Shadow shadow(CanonicalReader from) {
        return new Shadow(from.string(), from.constant(Outcome.values(), Outcome::code));
    }

    private Run decode(RequestId request, byte[] value) throws IOException {
        try {
            CanonicalReader from = new CanonicalReader(value);
            Receipt.Warrant warrant =
                    new Receipt.Warrant(request, from.digest(), from.digest(), from.optional(EarlierJournal::shadow));
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
                    "the journal in " + rows.folder() + " is damaged at request " + request.number() + ": "
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

    @Override
    public void close() {
        rows.close();
    }
}
