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

        /**
         * 2f+1, none of which asks its judge: each replica approves what it finds to be of this tier, so that it is
         * recorded and proven, but not judged.
         */
        record Observe() implements Approvals {}

        /** 2f+1. */
        record Quorum() implements Approvals {}

        /** So many, or 2f+1 if that is more. */
        record AtLeast(int count) implements Approvals {}

        /** 2f+1, and every judge that is a person, or those named. */
        record Person() implements Approvals {}

        /** As {@link Person} where a person has a seat; where none has, every replica denies. */
        record PersonOrDeny() implements Approvals {}

        /** Every replica. */
        record Unanimous() implements Approvals {}
    }

    /** The number of approvals needed in a group of {@code replicas} with the given quorum. */
    public int approvalsNeeded(int replicas, int quorum) {
        return switch (approvals) {
            case Approvals.Observe observe -> quorum;
            case Approvals.Quorum same -> quorum;
            case Approvals.AtLeast atLeast -> Math.max(quorum, Math.min(replicas, atLeast.count()));
            case Approvals.Person person -> quorum;
            case Approvals.PersonOrDeny person -> judges.isEmpty() ? replicas : quorum;
            case Approvals.Unanimous unanimous -> replicas;
        };
    }

    /** Whether the tier records without judging. */
    public boolean isObserved() {
        return approvals instanceof Approvals.Observe;
    }

    /** Whether nothing of the tier is approved, since it is for people to decide and none has a seat. */
    public boolean isDenied() {
        return approvals instanceof Approvals.PersonOrDeny && judges.isEmpty();
    }

    /** As it stands in charters. */
    public String word() {
        return switch (approvals) {
            case Approvals.Observe observe -> "observe";
            case Approvals.Quorum quorum -> "quorum";
            case Approvals.AtLeast atLeast -> Integer.toString(atLeast.count());
            case Approvals.Person person -> "person";
            case Approvals.PersonOrDeny person -> "person-or-deny";
            case Approvals.Unanimous unanimous -> "unanimous";
        };
    }

    /** For people: the word and the judges named. */
    @Override
    public String toString() {
        return judges.isEmpty() ? word() : word() + " with " + String.join(", ", judges);
    }
}
