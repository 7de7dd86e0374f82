package io.tetrarch.gate.charter;

import io.tetrarch.gate.charter.Conduct.Quota;
import io.tetrarch.gate.service.Asked;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Counts what each client asked: what was decided, by the replicated state, which every replica has the same, whatever it
 * has been through; and what this replica has let through since and is not decided yet, so that asking many things at
 * once overruns no quota. A request counts once, however often it comes. What counts as its time is its not-before, which
 * its client signed: to put it back does not help, since what begins later counts as well. What a quota stopped counts
 * for nothing.
 *
 * <p>Replicas may see a burst in different orders. Each lets no more through than the quota, and an approval takes 2f+1
 * of them, so of four replicas at most a third more than the quota can pass together.
 *
 * <p>Bounded: undecided are at most the requests that a replica lets wait. For any number of threads.
 */
public final class QuotaMeter {

    private final Function<Digest, Asked> decided;

    /** Let through here, by client. */
    private final Map<Digest, Set<Asked.Request>> undecided = new HashMap<>();

    /** @param decided what a client asked, by the replicated state as it is now */
    public QuotaMeter(Function<Digest, Asked> decided) {
        this.decided = decided;
    }

    /** Gives up what has been decided meanwhile; the state counts it from then on, if it counts. */
    public synchronized void settle(Digest client, Predicate<RequestId> isDecided) {
        Set<Asked.Request> open = undecided.get(client);
        if (open != null
                && open.removeIf(each -> isDecided.test(new RequestId(client, each.number())))
                && open.isEmpty()) {
            undecided.remove(client);
        }
    }

    /** Takes a request in unless a quota is used up; then returns that quota. */
    synchronized Optional<Quota> exceeded(Request request, String client, List<Quota> quotas) {
        if (quotas.isEmpty()) {
            return Optional.empty();
        }
        Asked.Request asked = new Asked.Request(
                request.validity().notBeforeMillis(), request.id().number());
        Set<Asked.Request> open = undecided.computeIfAbsent(request.id().client(), unused -> new TreeSet<>());
        if (open.contains(asked)) {
            return Optional.empty();
        }
        for (Quota quota : quotas) {
            if (quota.isFor(client)
                    && count(request.id().client(), open, asked.beginMillis() - quota.windowMillis())
                            >= quota.decisions()) {
                return Optional.of(quota);
            }
        }
        open.add(asked);
        return Optional.empty();
    }

    /** What has just been decided is for a moment in both, and counts once. */
    private int count(Digest client, Set<Asked.Request> open, long sinceMillis) {
        Set<Asked.Request> all = new HashSet<>(decided.apply(client).since(sinceMillis));
        open.stream().filter(each -> each.beginMillis() > sinceMillis).forEach(all::add);
        return all.size();
    }
}
