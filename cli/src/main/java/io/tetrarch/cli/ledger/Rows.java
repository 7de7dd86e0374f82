package io.tetrarch.cli.ledger;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.CharterInForce;
import io.tetrarch.cli.home.LedgerPieces;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger, each entry with what came of it. It is read twice, and never held: first for the receipts, which stand behind
 * what they tell of, and for the charter in force, by which secrets are hidden.
 */
final class Rows {
    private final Inspection inspection;
    private final LedgerPieces pieces;
    /** The first that its executor gave on each request; a later one has no effect. */
    private final Map<RequestId, Receipt> receipts = new HashMap<>();

    private final Redactor redactor;

    /** Is told of a row, and says whether it wants the next. */
    @FunctionalInterface
    interface Seeker {
        boolean wantsMoreAfter(Row row) throws Failure, IOException;
    }

    private Rows(Inspection inspection) throws Failure, IOException {
        this.inspection = inspection;
        this.pieces = new LedgerPieces(inspection);
        CharterInForce charter = new CharterInForce(inspection);
        pieces.each((index, batch, entry) -> {
            if (entry instanceof DecisionEntry decision) {
                charter.note(decision);
                note(decision, inspection.group());
            }
        });
        this.redactor = Redactor.of(charter.charter().conduct().redaction());
    }

    static Rows of(Inspection inspection) throws Failure, IOException {
        return new Rows(inspection);
    }

    long size() {
        return pieces.size();
    }

    /** The oldest first, as long as more are wanted. */
    void seek(Seeker seeker) throws Failure, IOException {
        pieces.seek((index, batch, entry) -> seeker.wantsMoreAfter(row(index, batch, entry)));
    }

    /** The newest first, as long as more are wanted. */
    void seekBack(Seeker seeker) throws Failure, IOException {
        pieces.seekBack((index, batch, entry) -> seeker.wantsMoreAfter(row(index, batch, entry)));
    }

    private Row row(long index, Batch batch, Entry entry) throws IOException {
        return new Row(index, batch.sequence(), entry, run(entry), redactor);
    }

    private void note(DecisionEntry decision, Group group) {
        boolean effective = decision.outcome() == Outcome.APPROVED
                && decision.request().request().terms().tier().equals(Receipt.TIER)
                && group.client(decision.request().id().client())
                        .map(client -> client.name()
                                .equals(decision.request().request().terms().executor()))
                        .orElse(false);
        if (effective) {
            try {
                Receipt receipt =
                        Receipt.of(Action.parse(decision.request().action().readOnlyArray()));
                receipts.putIfAbsent(receipt.request(), receipt);
            } catch (JsonRejected e) {
                return; // approved by a quorum all the same, it tells nothing
            }
        }
    }

    private Optional<RunState> run(Entry entry) throws IOException {
        return switch (entry) {
            case EvidenceEntry evidence -> Optional.empty();
            case DecisionEntry decision ->
                Receipt.isOne(decision.request().action()) ? Optional.empty() : run(decision);
        };
    }

    /** What was not approved has a run only if it ran, in shadow mode. */
    private Optional<RunState> run(DecisionEntry decision) throws IOException {
        Receipt receipt = receipts.get(decision.request().id());
        if (receipt != null && receipt.requestDigest().equals(decision.request().digest())) {
            return Optional.of(new RunState.Told(receipt));
        }
        Optional<RunState> run =
                inspection.run(decision.request().id()).map(Run::stage).map(RunState::of);
        return decision.outcome() == Outcome.APPROVED ? run.or(() -> Optional.of(new RunState.NotRun())) : run;
    }
}
