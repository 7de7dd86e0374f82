package io.tetrarch.console.ledger;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The latest receipts on the ledger, by the request that they are of and whoever filed them. For one thread at a time. */
final class ReceiptIndex {
    private static final int KEPT = 65_536;

    /** The first that was filed counts. */
    private final LinkedHashMap<Key, Receipt> known = new LinkedHashMap<>();

    private record Key(Digest request, String executor) {}

    void add(Entry entry) {
        switch (entry) {
            case DecisionEntry decision -> add(decision);
            case EvidenceEntry evidence -> {}
        }
    }

    private void add(DecisionEntry decision) {
        Terms terms = decision.request().request().terms();
        if (decision.outcome() != Outcome.APPROVED
                || !terms.tier().equals(Receipt.TIER)
                || !Receipt.isOne(decision.request().action())) {
            return;
        }
        try {
            Receipt receipt =
                    Receipt.of(Action.parse(decision.request().action().toArray()));
            known.putIfAbsent(new Key(receipt.requestDigest(), terms.executor()), receipt);
        } catch (JsonRejected unreadable) {
            return; // it has no effect in the replicated state either
        }
        if (known.size() > KEPT) {
            known.pollFirstEntry();
        }
    }

    /** That of the executor which the request names, for exactly this request. */
    Optional<Receipt> of(Request request) {
        return Optional.ofNullable(
                        known.get(new Key(request.digest(), request.terms().executor())))
                .filter(receipt -> receipt.request().equals(request.id()));
    }
}
