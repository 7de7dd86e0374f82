package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.LedgerArchive.Piece;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger of a group as its replicas keep it: the longest of theirs, each piece from whoever has it. */
public final class LedgerPieces {
    private final List<LedgerArchive> archives;
    private final long size;

    public LedgerPieces(Inspection inspection) throws IOException {
        this.archives = List.copyOf(inspection.ledgers().values());
        long longest = 0;
        for (LedgerArchive archive : archives) {
            longest = Math.max(longest, archive.size());
        }
        this.size = longest;
    }

    /** In entries. */
    public long size() {
        return size;
    }

    /** Is told of every entry. */
    @FunctionalInterface
    public interface Visitor {
        void visit(long index, Batch batch, Entry entry) throws Failure, IOException;
    }

    /** Is told of an entry, and says whether it wants the next. */
    @FunctionalInterface
    public interface Seeker {
        boolean wantsMoreAfter(long index, Batch batch, Entry entry) throws Failure, IOException;
    }

    /** Goes through all that is kept, in order. */
    public void each(Visitor visitor) throws Failure, IOException {
        seek((index, batch, entry) -> {
            visitor.visit(index, batch, entry);
            return true;
        });
    }

    /** Goes through what is kept, in order, as long as more is wanted. */
    public void seek(Seeker seeker) throws Failure, IOException {
        long index = 0;
        while (index < size) {
            List<Placed> piece = placed(piece(index));
            for (Placed each : piece) {
                if (each.index() >= index && !seeker.wantsMoreAfter(each.index(), each.batch(), each.entry())) {
                    return;
                }
            }
            index = piece.getLast().index() + 1;
        }
    }

    /** Goes through what is kept from the newest entry on, as long as more is wanted. */
    public void seekBack(Seeker seeker) throws Failure, IOException {
        long index = size - 1;
        while (index >= 0) {
            List<Placed> piece = placed(piece(index));
            for (Placed each : piece.reversed()) {
                if (each.index() <= index && !seeker.wantsMoreAfter(each.index(), each.batch(), each.entry())) {
                    return;
                }
            }
            index = piece.getFirst().index() - 1;
        }
    }

    private record Placed(long index, Batch batch, Entry entry) {}

    private static List<Placed> placed(Piece piece) {
        List<Placed> placed = new ArrayList<>();
        long at = piece.firstIndex();
        for (Batch batch : piece.batches()) {
            for (Entry entry : batch.entries()) {
                placed.add(new Placed(at, batch, entry));
                at++;
            }
        }
        return placed;
    }

    /** @throws Failure naming the entry, if no replica keeps it or the one that does cannot read it */
    public Piece piece(long index) throws Failure {
        Optional<String> problem = Optional.empty();
        for (LedgerArchive archive : archives) {
            try {
                Optional<Piece> piece = archive.pieceWith(index);
                if (piece.isPresent()) {
                    return piece.get();
                }
            } catch (IOException | RuntimeException e) {
                problem = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        throw Failure.checkFailed("entry " + index + ": " + problem.orElse("no replica of this folder keeps it"));
    }
}
