package io.tetrarch.gate.charter;

import io.tetrarch.gate.charter.Conduct.Quota;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * One replica's count of what each client asked. A request counts from when it is judged, so that asking many things at
 * once overruns no quota, and once, however often it comes. What counts as its time is its not-before, which its client
 * signed: to put it back does not help, since what begins later counts as well. What a quota stopped counts for nothing.
 *
 * <p>Replicas may see a burst in different orders. Each lets no more through than the quota, and an approval takes 2f+1
 * of them, so of four replicas at most a third more than the quota can pass together.
 *
 * <p>Bounded: {@link #MOST} requests per client, of which the latest are kept, and clients are those of the group. For
 * any number of threads.
 */
public final class QuotaMeter {

    /** The reason of a request that a quota stopped. */
    public static final String QUOTA_EXCEEDED = "quota-exceeded";

    /** Requests kept per client. */
    static final int MOST = 4 * Quota.MOST;

    /** Not-before by request number, in the order of arrival. */
    private final Map<Digest, SequencedMap<Long, Long>> byClient = new HashMap<>();

    private final Supplier<List<DecisionEntry>> past;
    private boolean recalled;

    /** @param past the latest decisions on the ledger; asked for once, and only if there is a quota */
    public QuotaMeter(Supplier<List<DecisionEntry>> past) {
        this.past = past;
    }

    private void recall() {
        if (!recalled) {
            for (DecisionEntry entry : past.get()) {
                boolean stopped = entry.verdicts().stream()
                        .anyMatch(vote -> vote.verdict().reasonCode().equals(QUOTA_EXCEEDED));
                if (!stopped) {
                    add(entry.request().request());
                }
            }
            recalled = true;
        }
    }

    /** Takes a request in unless a quota is used up; then returns that quota. */
    synchronized Optional<Quota> exceeded(Request request, String client, List<Quota> quotas) {
        if (!quotas.isEmpty()) {
            recall();
        }
        SequencedMap<Long, Long> asked = byClient.getOrDefault(request.id().client(), new LinkedHashMap<>());
        if (asked.containsKey(request.id().number())) {
            return Optional.empty();
        }
        for (Quota quota : quotas) {
            long since = request.validity().notBeforeMillis() - quota.windowMillis();
            if (quota.isFor(client)
                    && asked.values().stream().filter(begin -> begin > since).count() >= quota.decisions()) {
                return Optional.of(quota);
            }
        }
        add(request);
        return Optional.empty();
    }

    private void add(Request request) {
        SequencedMap<Long, Long> asked =
                byClient.computeIfAbsent(request.id().client(), unused -> new LinkedHashMap<>());
        asked.put(request.id().number(), request.validity().notBeforeMillis());
        if (asked.size() > MOST) {
            asked.pollFirstEntry();
        }
    }
}
