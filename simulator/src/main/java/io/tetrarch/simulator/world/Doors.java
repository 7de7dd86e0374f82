package io.tetrarch.simulator.world;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which requests honest replicas turned away for want of room while they were well. A client at its bound is told so at
 * once, and is owed nothing: whoever is never let in before its deadline is not decided.
 */
final class Doors {
    /** After a client was turned away, its deadline passes. */
    private static final Set<Rejection> SHUT = EnumSet.of(Rejection.TOO_MANY, Rejection.EXPIRED);

    private final Set<RequestId> turnedAway = new TreeSet<>();
    private final Set<RequestId> letIn = new TreeSet<>();

    /** A replica that is well was asked, and that is what it did; one that has just started may do so later. */
    void asked(SignedRequest request, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Judge judge && judge.request().digest().equals(request.digest())) {
                letIn.add(request.id());
            }
            if (effect instanceof Effect.Refuse refuse && refuse.request().equals(request.digest())) {
                refused(request.id(), refuse.reason());
            }
        }
    }

    private void refused(RequestId request, Rejection reason) {
        if (!SHUT.contains(reason)) {
            letIn.add(request); // before, and it is there
        } else if (reason == Rejection.TOO_MANY) {
            turnedAway.add(request);
        }
    }

    /** Whether every replica that was asked had no room for it. */
    boolean keptOut(RequestId request) {
        return turnedAway.contains(request) && !letIn.contains(request);
    }
}
