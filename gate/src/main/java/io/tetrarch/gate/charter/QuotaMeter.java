package io.tetrarch.gate.charter;

import io.tetrarch.gate.charter.Conduct.Quota;
import io.tetrarch.gate.service.Asked;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
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

    private final BiFunction<Digest, Optional<Principal>, Asked> decided;

    /** Let through here, by client, each with whom it counts for. */
    private final Map<Digest, Map<Asked.Request, Digest>> undecided = new HashMap<>();

    /** @param decided what a client asked, or its principal where one is named, by the replicated state as it is now */
    public QuotaMeter(BiFunction<Digest, Optional<Principal>, Asked> decided) {
        this.decided = decided;
    }

    /** Gives up what has been decided meanwhile; the state counts it from then on, if it counts. */
    public synchronized void settle(Digest client, Predicate<RequestId> isDecided) {
        Map<Asked.Request, Digest> open = undecided.get(client);
        if (open != null
                && open.keySet().removeIf(each -> isDecided.test(new RequestId(client, each.number())))
                && open.isEmpty()) {
            undecided.remove(client);
        }
    }

    /**
     * Takes a request in unless a quota is used up; then returns that quota.
     *
     * @param principal whose quota it is; the client's own where none is named
     */
    synchronized Optional<Quota> exceeded(
            Request request, Optional<Principal> principal, String client, List<Quota> quotas) {
        if (quotas.isEmpty()) {
            return Optional.empty();
        }
        Asked.Request asked = new Asked.Request(
                request.validity().notBeforeMillis(), request.id().number());
        Digest by = request.id().client();
        Map<Asked.Request, Digest> open = undecided.computeIfAbsent(by, unused -> new TreeMap<>());
        if (open.containsKey(asked)) {
            return Optional.empty();
        }
        Digest whose = principal.map(who -> who.of(by)).orElse(by);
        for (Quota quota : quotas) {
            long sinceMillis = asked.beginMillis() - quota.windowMillis();
            if (quota.isFor(client)) {
                Set<Asked.Request> all =
                        new HashSet<>(decided.apply(by, principal).since(sinceMillis));
                if (count(whose, open, sinceMillis, all) >= quota.decisions()) {
                    return Optional.of(quota);
                }
            }
        }
        open.put(asked, whose);
        return Optional.empty();
    }

    /** What has just been decided is for a moment in both, and counts once. */
    private static int count(
            Digest whose, Map<Asked.Request, Digest> open, long sinceMillis, Set<Asked.Request> decided) {
        open.forEach((each, by) -> {
            if (each.beginMillis() > sinceMillis && by.equals(whose)) {
                decided.add(each);
            }
        });
        return decided.size();
    }
}
