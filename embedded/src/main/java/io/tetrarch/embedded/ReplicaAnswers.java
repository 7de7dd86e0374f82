package io.tetrarch.embedded;

import io.tetrarch.client.request.BatchReply;
import io.tetrarch.client.request.Refusal;
import io.tetrarch.client.request.Reply;
import io.tetrarch.node.replica.Executed;
import io.tetrarch.node.replica.ReplicaListener;
import io.tetrarch.pbft.Rejection;
import java.util.Optional;

/** What the replicas of this process say, as a client hears it. */
public final class ReplicaAnswers {
    private ReplicaAnswers() {}

    /** Empty if the replica came to it by a state transfer, and so cannot prove it. */
    public static Optional<Reply> reply(Executed executed) {
        return executed.before()
                .map(before -> new BatchReply(before, executed.batches(), executed.certificate(), executed.prepares()));
    }

    /**
     * A full replica has room later, and one that is in another epoch comes after; one that has decided it, or thinks it
     * too late, leaves the answer to the chain.
     */
    public static Refusal refusal(ReplicaListener.Refusal refusal) {
        return switch (refusal) {
            case ReplicaListener.Refusal.NotAuthentic(var reason) ->
                new Refusal(reason.name(), reason != io.tetrarch.crypto.authentication.Refusal.OTHER_DOMAIN);
            case ReplicaListener.Refusal.Rejected(var reason) ->
                new Refusal(reason.name(), reason == Rejection.NOT_PERMITTED || reason == Rejection.UNKNOWN_TERMS);
        };
    }
}
