package io.tetrarch.cli.ledger;

import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.LedgerArchive.Piece;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The ledger in a group's folder. Every replica's is read to its end: the longest is audited, and each of the others must
 * have the same headers as far as it goes, whichever entries it lacks.
 */
final class FolderCheck {
    private final Inspection inspection;
    private final SequencedMap<String, LedgerArchive> archives;
    private final LedgerAudit audit;
    private final Map<Long, Digest> headers = new HashMap<>();
    private long size;
    private long readTo;

    private sealed interface Read {
        record Good(Piece piece) implements Read {}

        record Bad(Finding finding) implements Read {}
    }

    FolderCheck(Inspection inspection, LedgerAudit audit) {
        this.inspection = inspection;
        this.archives = inspection.ledgers();
        this.audit = audit;
    }

    Optional<Finding> check() throws IOException, InterruptedException {
        for (LedgerArchive archive : archives.values()) {
            size = Math.max(size, archive.size());
        }
        try (Ahead<Read, Read> pieces = new Ahead<>(this::read, this::foresee)) {
            for (Optional<Read> next = pieces.next(); next.isPresent(); next = pieces.next()) {
                Optional<Finding> finding = take(next.get());
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        for (Check check : List.<Check>of(audit::end, this::others, this::lost, this::damaged)) {
            Optional<Finding> finding = check.run();
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Check {
        Optional<Finding> run() throws IOException, InterruptedException;
    }

    /** A ledger that was set back holds as far as it goes. */
    private Optional<Finding> lost() throws IOException {
        return inspection.loss().map(line -> new Finding(audit.size(), line));
    }

    /** What a replica cannot show is not the same as the others'. */
    private Optional<Finding> damaged() {
        return inspection.damaged().entrySet().stream()
                .findFirst()
                .map(first ->
                        new Finding(0, "replica " + first.getKey() + " has nothing to show: " + first.getValue()));
    }

    /** The piece that comes next, from the first replica that has it; nothing comes behind what cannot be read. */
    private Optional<Read> read() {
        if (readTo >= size) {
            return Optional.empty();
        }
        long index = readTo;
        readTo = size;
        for (LedgerArchive archive : archives.values()) {
            try {
                Optional<Piece> piece = archive.pieceWith(index);
                if (piece.isPresent()) {
                    readTo = piece.get().endIndex();
                    return Optional.of(new Read.Good(piece.get()));
                }
            } catch (IOException | RuntimeException e) {
                return Optional.of(new Read.Bad(new Finding(index, "it cannot be read: " + e.getMessage())));
            }
        }
        return Optional.of(new Read.Bad(new Finding(index, "no replica of this folder keeps it")));
    }

    private Read foresee(Read read) {
        if (read instanceof Read.Good good) {
            good.piece().batches().forEach(audit::foresee);
        }
        return read;
    }

    private Optional<Finding> take(Read read) {
        return switch (read) {
            case Read.Good good -> take(good.piece());
            case Read.Bad bad -> Optional.of(bad.finding());
        };
    }

    /** Pieces of different replicas may be cut at different places. */
    private Optional<Finding> take(Piece piece) {
        for (Batch batch : piece.batches()) {
            if (batch.header().ledgerSize() <= audit.size()) {
                continue;
            }
            Optional<Finding> finding = audit.take(batch);
            if (finding.isPresent()) {
                return finding;
            }
            headers.put(batch.sequence(), batch.digest());
        }
        return audit.take(piece.certificate());
    }

    private Optional<Finding> others() throws IOException, InterruptedException {
        Iterator<Map.Entry<String, LedgerArchive>> each = archives.entrySet().iterator();
        try (Ahead<Map.Entry<String, LedgerArchive>, Optional<Finding>> compared = new Ahead<>(
                () -> each.hasNext() ? Optional.of(each.next()) : Optional.empty(),
                archive -> compare(archive.getKey(), archive.getValue()))) {
            for (Optional<Optional<Finding>> next = compared.next(); next.isPresent(); next = compared.next()) {
                if (next.get().isPresent()) {
                    return next.get();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> compare(String name, LedgerArchive archive) {
        long index = 0;
        try {
            long end = archive.size();
            while (index < end) {
                Optional<Piece> piece = archive.pieceWith(index);
                if (piece.isEmpty()) {
                    index++; // before a state transfer: others have it
                    continue;
                }
                Optional<Finding> other = otherBatch(name, piece.get());
                if (other.isPresent()) {
                    return other;
                }
                index = piece.get().endIndex();
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(new Finding(index, "replica " + name + " cannot read it: " + e.getMessage()));
        }
    }

    private Optional<Finding> otherBatch(String name, Piece piece) {
        for (Batch batch : piece.batches()) {
            if (!batch.digest().equals(headers.get(batch.sequence())) || !batch.isWhole()) {
                return Optional.of(new Finding(
                        batch.header().ledgerSize() - batch.entries().size(),
                        "replica " + name + " has another batch of sequence " + batch.sequence()));
            }
        }
        return Optional.empty();
    }
}
