package io.tetrarch.gate.service;

import io.tetrarch.gate.judge.History;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.SystemKind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each client was last allowed to do, for judges that look for what is new. */
final class Memories implements Part {
    private final SortedMap<Digest, History> byClient = new TreeMap<>();

    @Override
    public String name() {
        return "memories";
    }

    History of(Digest client) {
        return byClient.getOrDefault(client, History.EMPTY);
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> isOfUse(decision) && remember(decision);
            case EvidenceEntry evidence -> false;
        };
    }

    static boolean isOfUse(DecisionEntry decision) {
        Bytes action = decision.request().action();
        return decision.outcome() == Outcome.APPROVED && SystemKind.of(action).isEmpty() && !Receipt.isOne(action);
    }

    private boolean remember(DecisionEntry decision) {
        Digest client = decision.request().id().client();
        byClient.put(client, of(client).after(decision));
        return true;
    }

    @Override
    public void encode(Encoder to) {
        to.list(
                List.copyOf(byClient.entrySet()),
                (encoder, client) -> client.getValue().encode(encoder.digest(client.getKey())));
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(Digest.SIZE_BYTES + 4, this::readHistory);
    }

    private History readHistory(CanonicalReader from) {
        Digest client = from.digest();
        History history = History.decode(from);
        byClient.put(client, history);
        return history;
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return 4 + (long) clients * (Digest.SIZE_BYTES + History.MOST_BYTES);
    }
}
