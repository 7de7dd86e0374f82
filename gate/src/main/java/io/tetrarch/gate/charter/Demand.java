package io.tetrarch.gate.charter;

import java.util.List;

/**
 * How much approval a tier demands. Never less than a quorum.
 *
 * @param judges replicas whose own approval is needed besides
 */
public record Demand(Approvals approvals, List<String> judges) {

    public Demand {
        judges = List.copyOf(judges);
    }

    /** How many replicas must approve. */
    public sealed interface Approvals {

        /** 2f+1. */
        record Quorum() implements Approvals {}

        /** So many, or 2f+1 if that is more. */
        record AtLeast(int count) implements Approvals {}

        /** Every replica. */
        record All() implements Approvals {}
    }

    /** The number of approvals needed in a group of {@code replicas} with the given quorum. */
    public int approvalsNeeded(int replicas, int quorum) {
        return switch (approvals) {
            case Approvals.Quorum same -> quorum;
            case Approvals.AtLeast atLeast -> Math.max(quorum, Math.min(replicas, atLeast.count()));
            case Approvals.All all -> replicas;
        };
    }
}
