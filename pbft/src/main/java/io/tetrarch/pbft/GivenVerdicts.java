package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Verdicts that this replica gave before its last start, on requests that have not come back since. */
final class GivenVerdicts {
    private final Silence silence;
    private final TreeMap<Digest, Signed<Verdicts>> recovered = new TreeMap<>();

    /** When the latest of the requests that they are on was made; not known if it is not known of one of them. */
    private long madeMillis = Stored.Own.NOT_KNOWN;

    GivenVerdicts(Silence silence) {
        this.silence = silence;
    }

    void restore(Signed<Verdicts> own, long lastMadeMillis) {
        boolean known = recovered.isEmpty() || madeMillis != Stored.Own.NOT_KNOWN;
        madeMillis = known && lastMadeMillis != Stored.Own.NOT_KNOWN
                ? Math.max(madeMillis, lastMadeMillis)
                : Stored.Own.NOT_KNOWN;
        own.message().verdicts().forEach(verdict -> recovered.put(verdict.request(), own));
    }

    /** Own verdicts on what waits; told apart by their roots, which are known already. */
    static List<Stored.Own> on(Collection<Pending> waiting) {
        Map<Digest, Stored.Own> byRoot = new TreeMap<>();
        for (Pending entry : waiting) {
            entry.own()
                    .ifPresent(own -> byRoot.merge(
                            own.message().root(),
                            new Stored.Own(own, entry.madeMillis()),
                            (one, other) -> one.madeMillis() < other.madeMillis() ? other : one));
        }
        return List.copyOf(byRoot.values());
    }

    /** The request is back, or decided. */
    Optional<Signed<Verdicts>> remove(Digest request) {
        return Optional.ofNullable(recovered.remove(request));
    }

    /**
     * At a compaction. Carried on they would grow with every start: a digest does not tell when its request runs out. In
     * exchange no verdict is given on anything that was made when they were, or before.
     */
    void giveUp() {
        if (!recovered.isEmpty()) {
            recovered.clear();
            if (madeMillis == Stored.Own.NOT_KNOWN) {
                silence.keepUntilNow();
            } else {
                silence.keepBefore(madeMillis + 1);
            }
        }
    }
}
