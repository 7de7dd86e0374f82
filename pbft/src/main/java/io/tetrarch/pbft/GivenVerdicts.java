package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdicts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Verdicts that this replica gave before its last start, on requests that have not come back since. */
final class GivenVerdicts {
    private final Silence silence;
    private final int most;
    private final TreeMap<Digest, Given> recovered = new TreeMap<>();

    /** @param latest of the requests that they are on and that waited; empty if an earlier build wrote it */
    private record Given(Signed<Verdicts> verdicts, Optional<Validity> latest) {
        long deadlineMillis() {
            return latest.map(Validity::deadlineMillis).orElse(Long.MIN_VALUE);
        }
    }

    /** @param most are kept for long; each start can bring as many again as may be pending */
    GivenVerdicts(Silence silence, int most) {
        this.silence = silence;
        this.most = most;
    }

    void restore(Signed<Verdicts> own, Optional<Validity> latest) {
        Given given = new Given(own, latest);
        own.message().verdicts().forEach(verdict -> recovered.put(verdict.request(), given));
    }

    /** The request is back, or decided. */
    Optional<Signed<Verdicts>> remove(Digest request) {
        return Optional.ofNullable(recovered.remove(request)).map(Given::verdicts);
    }

    /** Own verdicts on these and on what may come back; told apart by their roots, which are known already. */
    List<Stored.Own> with(Collection<Pending> waiting) {
        Map<Digest, Stored.Own> byRoot = new TreeMap<>();
        recovered.values().forEach(given -> add(byRoot, given.verdicts(), given.latest()));
        for (Pending entry : waiting) {
            entry.own().ifPresent(own -> add(byRoot, own, Optional.of(entry.validity())));
        }
        return List.copyOf(byRoot.values());
    }

    private static void add(Map<Digest, Stored.Own> byRoot, Signed<Verdicts> own, Optional<Validity> latest) {
        Digest root = own.message().root();
        Stored.Own known = byRoot.get(root);
        Optional<Validity> both =
                known == null || latest.isEmpty() ? latest : known.latest().map(one -> later(one, latest.get()));
        byRoot.put(root, new Stored.Own(own, both));
    }

    /** The later of the times at which each begins and ends. */
    static Validity later(Validity one, Validity other) {
        return new Validity(
                Math.max(one.notBeforeMillis(), other.notBeforeMillis()),
                Math.max(one.deadlineMillis(), other.deadlineMillis()));
    }

    /**
     * At a compaction: those on requests that have run out, and of too many those that run out first. Carried on for good
     * they would grow with every start. In exchange no verdict is given on anything with times like theirs, whatever the
     * clock says then.
     */
    void giveUp(long nowMillis) {
        if (recovered.values().removeIf(given -> given.latest().isEmpty())) {
            silence.keepUntilNow();
        }
        recovered.values().removeIf(given -> {
            boolean over = given.deadlineMillis() < nowMillis;
            if (over) {
                given.latest().ifPresent(silence::giveUp);
            }
            return over;
        });
        recovered.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().deadlineMillis()))
                .limit(Math.max(0, recovered.size() - most))
                .toList()
                .forEach(entry -> {
                    entry.getValue().latest().ifPresent(silence::giveUp);
                    recovered.remove(entry.getKey());
                });
    }
}
