package io.tetrarch.gate.service;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.SystemKind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was let run, with its receipts: per client those that may begin the longest. A receipt counts once, if
 * it is the named executor's for exactly that request; any other stays on the ledger without effect.
 */
final class Runs implements Part {
    /** Runs remembered per client. */
    static final int LIMIT = 1024;

    private static final int LEAST_BYTES = 8 + Digest.SIZE_BYTES + 4 + 8 + 1;

    private final long gapsFrom;
    private final SortedMap<Digest, Client> byClient = new TreeMap<>();

    /** @param gapsFrom the lowest number of those remembered with gaps */
    Runs(long gapsFrom) {
        this.gapsFrom = gapsFrom;
    }

    @Override
    public String name() {
        return "runs";
    }

    Optional<Run> find(RequestId id) {
        return Optional.ofNullable(byClient.get(id.client()))
                .flatMap(client -> Optional.ofNullable(client.runs.get(id.number())));
    }

    /** Those without a receipt. */
    List<Run> open() {
        return byClient.values().stream()
                .flatMap(client -> client.runs.values().stream())
                .filter(run -> run.receipt().isEmpty())
                .toList();
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> applied.mayRun() && apply(decision, applied.index());
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean apply(DecisionEntry decision, long index) {
        Bytes action = decision.request().action();
        if (Receipt.isOne(action)) {
            return report(decision.request().request(), action, index);
        }
        if (SystemKind.of(action).isPresent()) {
            return false;
        }
        Request request = decision.request().request();
        add(new Run(
                request.id(),
                request.digest(),
                request.terms().executor(),
                request.validity().deadlineMillis(),
                Optional.empty()));
        return true;
    }

    private void add(Run run) {
        byClient.computeIfAbsent(run.request().client(), unused -> new Client()).add(run, gapsFrom);
    }

    /** Of one client. */
    private static final class Client {
        private final TreeMap<Long, Run> runs = new TreeMap<>();
        private final TreeSet<Due> dues = new TreeSet<>();

        /** When a run can begin no more. */
        private record Due(long deadlineMillis, long number) implements Comparable<Due> {
            static Due of(Run run) {
                return new Due(run.deadlineMillis(), run.request().number());
            }

            @Override
            public int compareTo(Due other) {
                return deadlineMillis == other.deadlineMillis
                        ? Long.compare(number, other.number)
                        : Long.compare(deadlineMillis, other.deadlineMillis);
            }
        }

        /**
         * What cannot begin any more is given up first: the number of one that waited long lies below all others, and its
         * receipt is still to come. Of numbers without gaps the lowest goes, as ever.
         */
        void add(Run run, long gapsFrom) {
            runs.put(run.request().number(), run);
            dues.add(Due.of(run));
            if (runs.size() > LIMIT) {
                Due gone = run.request().number() >= gapsFrom
                        ? dues.getFirst()
                        : Due.of(runs.firstEntry().getValue());
                dues.remove(gone);
                runs.remove(gone.number());
            }
        }
    }

    private boolean report(Request request, Bytes action, long index) {
        try {
            Receipt receipt = Receipt.of(Action.parse(action.toArray()));
            Optional<Run> run = find(receipt.request())
                    .filter(found -> found.receipt().isEmpty()
                            && found.digest().equals(receipt.requestDigest())
                            && found.executor().equals(request.terms().executor())
                            && request.terms().tier().equals(Receipt.TIER));
            run.ifPresent(found -> add(found.with(reported(receipt, index))));
            return run.isPresent();
        } catch (JsonRejected unreadable) {
            return false;
        }
    }

    private static Run.Reported reported(Receipt receipt, long index) {
        return switch (receipt.ending()) {
            case Receipt.Ending.Exited exited -> new Run.Reported(Run.Ending.EXITED, exited.code(), index);
            case Receipt.Ending.Failed failed -> new Run.Reported(Run.Ending.FAILED, 0, index);
            case Receipt.Ending.Unknown unknown -> new Run.Reported(Run.Ending.UNKNOWN, 0, index);
        };
    }

    @Override
    public void encode(Encoder to) {
        to.list(
                List.copyOf(byClient.entrySet()),
                (encoder, client) -> encoder.digest(client.getKey())
                        .list(List.copyOf(client.getValue().runs.values()), (inner, run) -> run.encode(inner)));
    }

    @Override
    public void decode(CanonicalReader from) {
        from.list(Digest.SIZE_BYTES + 4, reader -> {
            Digest client = reader.digest();
            List<Run> runs = reader.list(LEAST_BYTES, inner -> Run.decode(client, inner));
            runs.forEach(this::add);
            return runs;
        });
    }

    @Override
    public long mostBytes(int clients, int replicas) {
        return 4 + clients * (Digest.SIZE_BYTES + 4 + LIMIT * (long) (LEAST_BYTES + Name.MOST + 1 + 4 + 8));
    }
}
