package io.tetrarch.simulator.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The scenarios that can be run by name: four replicas, one action, one thing that goes wrong. */
public enum Scenario {
    CLEAN_QUORUM("four replicas approve and decide"),
    ONE_DISSENTS("one judge denies; its verdict is on record, and the action is approved all the same"),
    ONE_SILENT("one replica is down; the other three are a quorum"),
    EQUIVOCATION("a backup votes twice in one slot; the two signatures convict it"),
    LEADER_EQUIVOCATES("the leader proposes two batches for one slot; it is convicted and replaced"),
    QUORUM_NOT_REACHED("two replicas go away after judging; nothing is decided and nothing runs"),
    VIEW_CHANGE("the leader falls silent; after the view timeout the next one takes over"),
    DENIED("two judges deny; the denial is a decision with a proof of its own"),
    CRASH_RECOVERY("a replica loses power between storing its vote and sending it, and comes back");

    private final String summary;

    Scenario(String summary) {
        this.summary = summary;
    }

    /** The name as it is typed: lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence. */
    public String summary() {
        return summary;
    }

    public static Optional<Scenario> named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }
}
