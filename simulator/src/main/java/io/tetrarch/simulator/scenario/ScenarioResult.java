package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario came to; all of it measured in that run.
 *
 * @param decided what a proof is made of; empty if nothing was decided
 */
public record ScenarioResult(
        Scenario scenario,
        Setting setting,
        Verdict outcome,
        Measured measured,
        Trail trail,
        Optional<Decided> decided) {

    /**
     * @param replicas their names, by index
     * @param actionHash in hex
     */
    public record Setting(List<String> replicas, String actionHash) {}

    public record Measured(Counts counts, Cost cost) {}

    /**
     * @param matrix for each phase one mark per replica
     * @param evidence the equivocations proven
     */
    public record Trail(List<ScenarioEvent> events, List<Row> matrix, List<Evidence> evidence) {}

    public List<String> replicas() {
        return setting.replicas();
    }

    public String actionHash() {
        return setting.actionHash();
    }

    public Counts counts() {
        return measured.counts();
    }

    public Cost cost() {
        return measured.cost();
    }

    public List<ScenarioEvent> events() {
        return trail.events();
    }

    public List<Row> matrix() {
        return trail.matrix();
    }

    public List<Evidence> evidence() {
        return trail.evidence();
    }

    /**
     * @param decision empty if nothing was decided
     * @param view the last view that was active
     * @param byzantine replicas convicted by their own signatures
     */
    public record Verdict(Optional<Outcome> decision, boolean viewChanged, long view, List<Integer> byzantine) {}

    /**
     * Distinct replicas, in the slot that decided, or where it got furthest.
     *
     * @param prepares the leader's pre-prepare counted
     */
    public record Counts(int prepares, int commits, int quorum) {}

    /**
     * @param micros processor time of the run on this machine
     * @param virtualMillis until the decision, or until the run was given up
     */
    public record Cost(long micros, long virtualMillis, long messages, long signatures, long verifications) {}

    /** @param marks by replica */
    public record Row(Phase phase, List<Mark> marks) {}

    /** What a replica did in a phase. */
    public enum Mark {
        /** It spoke, or did it. */
        DONE,
        /** It spoke against: a DENY. */
        AGAINST,
        /** It abstained, or was not heard. */
        SILENT,
        /** It contradicted itself. */
        EQUIVOCATED,
        /** It had nothing to do here. */
        NOTHING
    }

    /** All that a proof is made of. */
    public record Decided(DecisionEntry entry, Batch batch, CommitCertificate certificate) {}
}
