package io.tetrarch.embedded;

import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.rule.CharterBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts together the proofs of the decisions that changed the charter, from the archives of the replicas: each keeps the
 * batches it executed with their certificates, and the state keeps the ledger's edge before each change. For any thread.
 */
final class AmendmentProofs {
    private final LedgerArchive archive;
    private final Map<Long, DecisionProof.Amendment> known = new ConcurrentHashMap<>();

    AmendmentProofs(LedgerArchive archive) {
        this.archive = archive;
    }

    /**
     * Those of an epoch up to a version, in their order; fewer where no archive holds one, and then no proof with them is good.
     *
     * @param group as of that epoch
     * @param all that there were, in whatever epoch
     */
    List<DecisionProof.Amendment> upTo(Group group, long version, List<CharterBook.Amendment> all) {
        long base = group.charter().rules().version();
        List<DecisionProof.Amendment> proofs = new ArrayList<>();
        for (CharterBook.Amendment each : all) {
            if (each.version() > base && each.version() <= version) {
                find(group, each).ifPresent(proofs::add);
            }
        }
        return proofs;
    }

    private Optional<DecisionProof.Amendment> find(Group group, CharterBook.Amendment change) {
        DecisionProof.Amendment ready = known.get(change.version());
        if (ready != null) {
            return Optional.of(ready);
        }
        try {
            Optional<DecisionProof.Amendment> proof =
                    archive.pieceWith(change.ledgerIndex()).map(piece -> prove(group, change, piece));
            proof.ifPresent(found -> known.put(change.version(), found));
            return proof;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DecisionProof.Amendment prove(Group group, CharterBook.Amendment change, LedgerArchive.Piece piece) {
        LedgerTree ledger = LedgerTree.from(change.before());
        Optional<DecisionEntry> decision = Optional.empty();
        for (Batch batch : piece.batches()) {
            if (batch.header().ledgerSize() <= change.before().size()) {
                continue;
            }
            for (Entry entry : batch.entries()) {
                if (ledger.append(entry.leafHash()) == change.ledgerIndex()) {
                    decision = decision(entry);
                }
            }
        }
        Header header = piece.batches().getLast().header();
        return DecisionProof.of(
                        group,
                        decision.orElseThrow(() -> new IllegalStateException(
                                "ledger entry " + change.ledgerIndex() + " is not the decision on a charter")),
                        TreeProofs.inclusion(ledger, change.ledgerIndex(), header.ledgerSize()),
                        header,
                        piece.certificate())
                .asAmendment();
    }

    private static Optional<DecisionEntry> decision(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> Optional.of(decision);
            case EvidenceEntry evidence -> Optional.empty();
        };
    }
}
