package io.tetrarch.embedded.home;

import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.node.store.LedgerArchive.Piece;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.node.store.StoreDamagedException;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Vote;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The ledger as the stores of a group keep it, before any replica has recovered from them: the longest of theirs. A store
 * whose ledger cannot be read counts for nothing here.
 */
final class KeptLedger {
    /** A client's numbers ascend but for requests that are under way at once. */
    private static final int PIECES_SEARCHED = 16;

    private final List<? extends ReplicaStore> stores;
    private final int faulty;

    /** @param faulty f */
    KeptLedger(List<? extends ReplicaStore> stores, int faulty) {
        this.stores = List.copyOf(stores);
        this.faulty = faulty;
    }

    @FunctionalInterface
    private interface Reading<T> {
        Optional<T> of(ReplicaStore store) throws IOException;
    }

    /** Empty if it is damaged there: its replica will be found out when it recovers, or when its ledger is verified. */
    private static <T> Optional<T> read(ReplicaStore store, Reading<T> reading) throws IOException {
        try {
            return reading.of(store);
        } catch (StoreDamagedException e) {
            return Optional.empty();
        }
    }

    /** How far it goes. */
    LedgerMark end() throws IOException {
        LedgerMark end = LedgerMark.EMPTY;
        for (ReplicaStore store : stores) {
            long known = end.entries();
            end = read(store, each -> endBeyond(each.archive(), known)).orElse(end);
        }
        return end;
    }

    private static Optional<LedgerMark> endBeyond(LedgerArchive archive, long known) throws IOException {
        long size = archive.size();
        return size > known
                ? archive.pieceWith(size - 1)
                        .map(piece -> LedgerMark.after(piece.batches().getLast()))
                : Optional.empty();
    }

    /**
     * What is missing of a ledger that was that far, in words; empty if nothing is.
     *
     * <p>A loss of power may take the last entries from every ledger and lose nothing: they were committed by the votes of a
     * quorum, which were durable before, and lead to the same entries again. So where the ledger is shorter it is asked
     * whether f+1 logs know of the last batch, since so many at least are left of a quorum's when f stores are lost.
     */
    Optional<String> missing(LedgerMark known) throws IOException {
        LedgerMark end = end();
        if (end.entries() < known.entries()) {
            return haveVotedUpTo(known.sequence())
                    ? Optional.empty()
                    : Optional.of("the ledger has had " + known.text() + ", and the stores have "
                            + (end.entries() == 0 ? "none of it" : end.text()));
        }
        Optional<Digest> root = rootAt(known.entries());
        return root.isEmpty() || root.get().equals(known.root())
                ? Optional.empty()
                : Optional.of("the ledger has had " + known.text() + ", and the stores have another, whose first "
                        + known.entries() + " entries have root " + root.get());
    }

    /** Empty if no batch that is kept ends there. */
    private Optional<Digest> rootAt(long entries) throws IOException {
        if (entries == 0) {
            return Optional.empty();
        }
        for (ReplicaStore store : stores) {
            Optional<Digest> root = read(
                    store,
                    each -> each.archive().pieceWith(entries - 1).stream()
                            .flatMap(piece -> piece.batches().stream())
                            .map(Batch::header)
                            .filter(header -> header.ledgerSize() == entries)
                            .map(Header::ledgerRoot)
                            .findFirst());
            if (root.isPresent()) {
                return root;
            }
        }
        return Optional.empty();
    }

    private boolean haveVotedUpTo(long sequence) throws IOException {
        int logs = 0;
        for (ReplicaStore store : stores) {
            boolean known = read(
                            store,
                            each -> each.recover().records().stream()
                                    .filter(record -> sequence(record) >= sequence)
                                    .findFirst())
                    .isPresent();
            logs += known ? 1 : 0;
        }
        return logs > faulty;
    }

    /** Of the batch that the record knows of; 0 if it is of none. */
    private static long sequence(Stored record) {
        return switch (record) {
            case Stored.Own own -> own.message().message() instanceof Vote vote ? vote.sequence() : 0;
            case Stored.Proposal proposal -> proposal.prePrepare().message().sequence();
            case Stored.Body body -> 0;
            case Stored.Entered entered -> 0;
            case Stored.Prepared prepared -> prepared.certificate().sequence();
            case Stored.Executed executed -> executed.certificate().sequence();
            case Stored.Snapshot snapshot -> snapshot.certificate().sequence();
            case Stored.Learning learning -> 0;
            case Stored.Epoch epoch ->
                epoch.state().map(state -> state.certificate().sequence()).orElse(0L);
            case Stored.Conviction conviction -> 0;
        };
    }

    /** The highest number of this client's requests among the last entries; empty if none is its. */
    OptionalLong highestNumber(Digest client) throws IOException {
        long highest = -1;
        long index = end().entries() - 1;
        for (int i = 0; i < PIECES_SEARCHED && index >= 0; i++) {
            Optional<Piece> piece = pieceWith(index);
            if (piece.isEmpty()) {
                break;
            }
            for (Batch batch : piece.get().batches()) {
                for (Entry entry : batch.entries()) {
                    highest = Math.max(highest, number(entry, client));
                }
            }
            index = piece.get().firstIndex() - 1;
        }
        return highest < 0 ? OptionalLong.empty() : OptionalLong.of(highest);
    }

    private Optional<Piece> pieceWith(long index) throws IOException {
        for (ReplicaStore store : stores) {
            Optional<Piece> piece = read(store, each -> each.archive().pieceWith(index));
            if (piece.isPresent()) {
                return piece;
            }
        }
        return Optional.empty();
    }

    private static long number(Entry entry, Digest client) {
        return switch (entry) {
            case DecisionEntry decision -> {
                RequestId id = decision.request().request().id();
                yield id.client().equals(client) ? id.number() : -1;
            }
            case EvidenceEntry evidence -> -1;
        };
    }
}
