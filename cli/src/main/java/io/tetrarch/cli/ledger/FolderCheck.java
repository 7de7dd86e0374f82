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

    FolderCheck(Inspection inspection, LedgerAudit audit) {
        this.inspection = inspection;
        this.archives = inspection.ledgers();
        this.audit = audit;
    }

    Optional<Finding> check() throws IOException {
        long size = 0;
        for (LedgerArchive archive : archives.values()) {
            size = Math.max(size, archive.size());
        }
        while (audit.size() < size) {
            Optional<Finding> finding = next();
            if (finding.isPresent()) {
                return finding;
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
        Optional<Finding> run() throws IOException;
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

    /** The piece that comes next, from the first replica that has it. */
    private Optional<Finding> next() {
        long index = audit.size();
        String problem = "no replica of this folder keeps it";
        for (LedgerArchive archive : archives.values()) {
            try {
                Optional<Piece> piece = archive.pieceWith(index);
                if (piece.isPresent()) {
                    return take(piece.get());
                }
            } catch (IOException | RuntimeException e) {
                return Optional.of(new Finding(index, "it cannot be read: " + e.getMessage()));
            }
        }
        return Optional.of(new Finding(index, problem));
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

    private Optional<Finding> others() throws IOException {
        for (Map.Entry<String, LedgerArchive> each : archives.entrySet()) {
            Optional<Finding> finding = compare(each.getKey(), each.getValue());
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> compare(String name, LedgerArchive archive) throws IOException {
        long size = archive.size();
        long index = 0;
        while (index < size) {
            Optional<Piece> piece;
            try {
                piece = archive.pieceWith(index);
            } catch (IOException | RuntimeException e) {
                return Optional.of(new Finding(index, "replica " + name + " cannot read it: " + e.getMessage()));
            }
            if (piece.isEmpty()) {
                index++; // before a state transfer: others have it
                continue;
            }
            for (Batch batch : piece.get().batches()) {
                if (!batch.digest().equals(headers.get(batch.sequence())) || !batch.isWhole()) {
                    return Optional.of(new Finding(
                            batch.header().ledgerSize() - batch.entries().size(),
                            "replica " + name + " has another batch of sequence " + batch.sequence()));
                }
            }
            index = piece.get().endIndex();
        }
        return Optional.empty();
    }
}
