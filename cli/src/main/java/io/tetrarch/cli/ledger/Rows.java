package io.tetrarch.cli.ledger;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.LedgerPieces;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole ledger, each entry with what came of it. */
final class Rows {
    private final Inspection inspection;
    private final List<Numbered> entries = new ArrayList<>();
    /** The first that its executor gave on each request; a later one has no effect. */
    private final Map<RequestId, Receipt> receipts = new TreeMap<>();

    private CharterBook charters;

    private record Numbered(long index, long sequence, Entry entry) {}

    private Rows(Inspection inspection) {
        this.inspection = inspection;
        this.charters = CharterBook.of(inspection.group().charter().founding());
    }

    static List<Row> of(Inspection inspection) throws Failure, IOException {
        Rows rows = new Rows(inspection);
        Group group = inspection.group();
        new LedgerPieces(inspection).each((index, batch, entry) -> {
            rows.entries.add(new Numbered(index, batch.sequence(), entry));
            if (entry instanceof DecisionEntry decision) {
                rows.note(decision, group);
            }
        });
        Redactor redactor = Redactor.of(rows.charterInForce().conduct().redaction());
        List<Row> all = new ArrayList<>();
        for (Numbered each : rows.entries) {
            all.add(new Row(each.index, each.sequence, each.entry, rows.run(each.entry), redactor));
        }
        return all;
    }

    private Charter charterInForce() throws Failure {
        try {
            byte[] file = charters.current().file().readOnlyArray();
            return file.length == 0 ? inspection.charter() : CharterReader.read(file);
        } catch (PolicyRejected e) {
            throw Failure.checkFailed(e.in("the charter in force"));
        }
    }

    private void note(DecisionEntry decision, Group group) {
        charters = charters.after(decision, group.replicas().size());
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
