package io.tetrarch.gate.service;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What each client asked, by which quotas are counted. Receipts count for nothing, and so does what a quota stopped, as
 * f+1 replicas say: else whoever asks once too often would never be let in again.
 */
final class QuotaCounts implements Part {
    private final int replicas;
    /** Read by judges' threads. */
    private final Map<Digest, Latest> byClient = new ConcurrentHashMap<>();

    /** One client's, in a form to which one more costs little, for every decision adds one. Written by one thread. */
    private static final class Latest {
        private final ConcurrentSkipListSet<Asked.Request> requests = new ConcurrentSkipListSet<>();
        private int size;

        void add(Asked.Request request) {
            if (requests.add(request) && ++size > Asked.MOST) {
                requests.pollFirst();
                size--;
            }
        }

        /** For any thread: one more may be there for a moment, before the first is forgotten. */
        Asked asked() {
            List<Asked.Request> all = new ArrayList<>(requests);
            return new Asked(all.subList(Math.max(0, all.size() - Asked.MOST), all.size()));
        }
    }

    QuotaCounts(int replicas) {
        this.replicas = replicas;
    }

    @Override
    public String name() {
        return "quotas";
    }

    /** For any thread. */
    Asked of(Digest client) {
        Latest latest = byClient.get(client);
        return latest == null ? Asked.NOTHING : latest.asked();
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision ->
                counts(decision, replicas) && count(decision.request().request());
            case EvidenceEntry evidence -> false;
        };
    }

    static boolean counts(DecisionEntry decision, int replicas) {
        return !Receipt.isOne(decision.request().action())
                && !WithdrawRequest.isOne(decision.request())
                && !isStopped(decision, replicas);
    }

    private static boolean isStopped(DecisionEntry decision, int replicas) {
        int weakQuorum = new GroupSize(replicas).weakQuorum();
        return decision.outcome() != Outcome.APPROVED
                && decision.verdicts().stream()
                                .filter(vote -> vote.verdict().reasonCode().equals(Asked.STOPPED))
                                .count()
                        >= weakQuorum;
    }

    private Latest latest(Digest client) {
        return byClient.computeIfAbsent(client, unused -> new Latest());
    }

    private boolean count(Request request) {
        latest(request.id().client())
                .add(new Asked.Request(
                        request.validity().notBeforeMillis(), request.id().number()));
        return true;
    }

    @Override
    public void encode(Encoder to) {
        SortedMap<Digest, Latest> ascending = new TreeMap<>(byClient);
        to.list(
                List.copyOf(ascending.entrySet()),
                (encoder, client) -> client.getValue().asked().encode(encoder.digest(client.getKey())));
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(Digest.SIZE_BYTES + 4, reader -> {
            Latest latest = latest(reader.digest());
            Asked.decode(reader).latest().forEach(latest::add);
            return latest;
        });
    }

    @Override
    public long mostBytes(int clients, int members) {
        return 4 + (long) clients * (Digest.SIZE_BYTES + Asked.MOST_BYTES);
    }
}
